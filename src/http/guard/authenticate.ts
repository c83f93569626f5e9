import type { FastifyRequest } from 'fastify'
import { HealthError } from '../../health/error.js'
import type { Access, Credential, Principal } from '../../privacy/access.js'
import { isSameOrigin } from './host.js'

/** The name of the cookie that a signed-in page has. */
export const cookieName = 'vitald'

const safeMethods: readonly string[] = ['GET', 'HEAD', 'OPTIONS']

const credentialOf = (request: FastifyRequest): Credential | undefined => {
  const [, token] = /^Bearer +([\w.~+/=-]+)$/i.exec(request.headers.authorization ?? '') ?? []
  if (token !== undefined) return { by: 'token', token }
  const cookie = request.cookies[cookieName]
  return cookie === undefined ? undefined : { by: 'cookie', cookie }
}

/**
 * Who asks. `unauthenticated` without a valid credential; `authorizationDenied` for a change that comes with the cookie but
 * not from our own page: a browser sends cookies along whoever made the request.
 */
export const authenticate = (access: Access, request: FastifyRequest): Principal => {
  const credential = credentialOf(request)
  const principal = credential === undefined ? undefined : access.authenticate(credential)
  if (principal === undefined) throw new HealthError('unauthenticated', 'a valid token or a sign-in is needed')
  if (principal.by === 'cookie' && !safeMethods.includes(request.method) && !isSameOrigin(request.headers))
    throw new HealthError('authorizationDenied', 'the request does not come from the page')
  return principal
}
