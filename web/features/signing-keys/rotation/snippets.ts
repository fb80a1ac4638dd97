export const SNIPPET_LANGUAGES = ['worker', 'node', 'python', 'go', 'php'] as const
export type SnippetLanguage = (typeof SNIPPET_LANGUAGES)[number]

/**
 * How a site signs its own links, complete enough to run. All take the value of the key from `IMAGES_KEY` and never
 * from the code; the programs sign their first argument, a delivery URL, for an hour. The key's text is used as it is,
 * path and `?exp=` are signed, the signature is lower-case hex. Without a key they stop: one of no text would sign, too.
 */
export const SIGNING_SNIPPETS: Readonly<Record<SnippetLanguage, string>> = {
  worker: `export default {
  async fetch(request, env) {
    const url = new URL(request.url)
    url.host = 'imagedelivery.net'
    const expires = Math.floor(Date.now() / 1000) + 3600
    const text = new TextEncoder()
    const key = await crypto.subtle.importKey(
      'raw', text.encode(env.IMAGES_KEY), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'],
    )
    const mac = await crypto.subtle.sign('HMAC', key, text.encode(\`\${url.pathname}?exp=\${expires}\`))
    const sig = [...new Uint8Array(mac)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
    return new Response(\`\${url.origin}\${url.pathname}?exp=\${expires}&sig=\${sig}\`)
  },
}
`,
  node: `import { createHmac } from 'node:crypto'

const { origin, pathname } = new URL(process.argv[2])
const expires = Math.floor(Date.now() / 1000) + 3600
const sig = createHmac('sha256', process.env.IMAGES_KEY).update(\`\${pathname}?exp=\${expires}\`).digest('hex')
console.log(\`\${origin}\${pathname}?exp=\${expires}&sig=\${sig}\`)
`,
  python: `import hashlib, hmac, os, sys, time
from urllib.parse import urlsplit

url = urlsplit(sys.argv[1])
signed = f"{url.path}?exp={int(time.time()) + 3600}"
sig = hmac.new(os.environ["IMAGES_KEY"].encode(), signed.encode(), hashlib.sha256).hexdigest()
print(f"{url.scheme}://{url.netloc}{signed}&sig={sig}")
`,
  go: `package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
	"os"
	"time"
)

func main() {
	address, err := url.Parse(os.Args[1])
	if err != nil {
		panic(err)
	}
	key := os.Getenv("IMAGES_KEY")
	if key == "" {
		panic("IMAGES_KEY is not set")
	}
	signed := fmt.Sprintf("%s?exp=%d", address.EscapedPath(), time.Now().Unix()+3600)
	mac := hmac.New(sha256.New, []byte(key))
	mac.Write([]byte(signed))
	fmt.Printf("%s://%s%s&sig=%s\\n", address.Scheme, address.Host, signed, hex.EncodeToString(mac.Sum(nil)))
}
`,
  php: `<?php
$url = parse_url($argv[1]);
$port = isset($url['port']) ? ":{$url['port']}" : '';
$signed = $url['path'] . '?exp=' . (time() + 3600);
$key = getenv('IMAGES_KEY') ?: exit("IMAGES_KEY is not set\\n");
$sig = hash_hmac('sha256', $signed, $key);
echo "{$url['scheme']}://{$url['host']}$port$signed&sig=$sig\\n";
`,
}
