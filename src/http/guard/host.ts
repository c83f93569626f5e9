import type { IncomingHttpHeaders } from 'node:http'

const loopback = ['localhost', '127.0.0.1', '[::1]']
const everywhere = ['0.0.0.0', '::', '[::]', '']

/** The name in a Host header without its port; a literal IPv6 address keeps its brackets. */
const nameOf = (host: string): string => host.replace(/:\d*$/, '').toLowerCase()

/**
 * Which names the engine answers to, given the address it listens on. A page of somebody else's that has its name point
 * here (DNS rebinding) sends its own name and is turned away. Who listens on every address cannot know all of its names;
 * there the cookie, which a browser keeps by name, guards alone.
 */
export const hostGuard = (configured: string): ((host: string | undefined) => boolean) => {
  if (everywhere.includes(configured)) return () => true
  const allowed = new Set([...loopback, configured.toLowerCase(), `[${configured.toLowerCase()}]`])
  return (host) => host !== undefined && allowed.has(nameOf(host))
}

/** Whether a browser says that a page of ours made the request. Without a word from it the answer is no. */
export const isSameOrigin = (headers: IncomingHttpHeaders): boolean => {
  const { origin, host } = headers
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin') return false
  if (origin === undefined) return site === 'same-origin'
  return origin === `http://${host}` || origin === `https://${host}`
}
