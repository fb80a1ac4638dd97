/** One part of a form. A `file` part shows a file name and a type unless they are left out on purpose. */
export interface Part {
  name: string
  value: Buffer | string
  filename?: string
  contentType?: string
}

export interface Form {
  contentType: string
  body: Buffer
}

const BOUNDARY = '----conformance7MA4YWxkTrZu0gW'

const quote = (text: string) => text.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

/** `multipart/form-data` as browsers write it. */
export function formOf(parts: readonly Part[], boundary = BOUNDARY): Form {
  const chunks: Buffer[] = []
  for (const part of parts) {
    const filename = part.filename === undefined ? '' : `; filename="${quote(part.filename)}"`
    const type = part.contentType === undefined ? '' : `Content-Type: ${part.contentType}\r\n`
    chunks.push(
      Buffer.from(
        `--${boundary}\r\nContent-Disposition: form-data; name="${quote(part.name)}"${filename}\r\n${type}\r\n`,
      ),
      Buffer.from(part.value),
      Buffer.from('\r\n'),
    )
  }
  chunks.push(Buffer.from(`--${boundary}--\r\n`))
  return { contentType: `multipart/form-data; boundary=${boundary}`, body: Buffer.concat(chunks) }
}

/** Text fields as parts, in the order given; absent ones are left out. */
export function fieldsOf(fields: Record<string, string | undefined>): Part[] {
  return Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]))
}
