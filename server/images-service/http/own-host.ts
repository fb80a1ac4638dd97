/** The names by which this machine reaches itself. */
const LOOPBACK_NAMES = ['127.0.0.1', 'localhost', '[::1]']

/**
 * Says whether the `Host` headers of a request are one that names this listener: a loopback name with exactly its port, or the public origin. A page
 * that rebinds its own name to this machine sends that name and is refused.
 * @param origin `http://host:port` where the service listens
 * @param publicOrigin `http://host:port` of the URLs that it hands out
 */
export function createHostCheck(origin: string, publicOrigin: string): (hosts: readonly string[]) => boolean {
  const { port } = new URL(origin)
  // A URL leaves out port 80, as clients do in `Host`.
  const names = LOOPBACK_NAMES.flatMap((name) => (port === '' ? [name, `${name}:80`] : [`${name}:${port}`]))
  const own = new Set([...names, new URL(origin).host, new URL(publicOrigin).host])
  return ([host, ...others]) => host !== undefined && others.length === 0 && own.has(host.toLowerCase())
}
