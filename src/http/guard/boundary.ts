import { HealthError } from '../../health/error.js'
import type { Access, Principal } from '../../privacy/access.js'
import type { HttpApp } from '../http-parts.js'
import { authenticate } from './authenticate.js'
import { securityHeaders } from './headers.js'
import { hostGuard } from './host.js'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; set on every route that needs a sign-in. */
    principal: Principal
  }
}

/** What holds for every request: the name it is addressed to, the headers of its answer, and a log line without its query. */
export const boundary = (app: HttpApp, host: string): void => {
  const isOurs = hostGuard(host)
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(securityHeaders)
    if (!isOurs(request.headers.host)) throw new HealthError('authorizationDenied', 'this is not the name of this host')
  })
  app.addHook('onResponse', async (request, reply) => {
    const facts = {
      method: request.method,
      route: request.routeOptions.url,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    }
    request.log.debug(facts, 'request answered')
  })
}

/** Lets nobody in to the routes of `app` who is not signed in. */
export const authenticated = (app: HttpApp, access: Access): void => {
  app.addHook('onRequest', async (request) => {
    request.principal = authenticate(access, request)
  })
}
