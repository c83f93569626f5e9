import { HealthError } from '../../health/error.js'
import type { Principal } from '../../privacy/access.js'
import { openProgram, type Program } from '../../privacy/view/programs.js'
import type { HealthStore } from '../../store/health-store.js'
import type { HttpApp, HttpParts } from '../http-parts.js'
import { authenticate } from './authenticate.js'
import { securityHeaders } from './headers.js'
import { hostGuard } from './host.js'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; set on every route that needs a sign-in. */
    principal: Principal
    /** What a program has before it; undefined when the owner asks. */
    program: Program | undefined
    /** The store as who asks may use it. */
    store: HealthStore
  }
  interface FastifyContextConfig {
    /** Whether programs may come here; all other routes are the owner's. They use `request.store` and no other. */
    programs?: boolean
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

/** What programs may come to. */
export const forPrograms = { config: { programs: true } } as const

/** Lets nobody in to the routes of `app` who is not signed in, and programs only to those that are for them. */
export const authenticated = (app: HttpApp, parts: HttpParts): void => {
  app.addHook('onRequest', async (request) => {
    const principal = authenticate(parts.access, request)
    request.principal = principal
    request.program = principal.isOwner ? undefined : openProgram(parts, principal.name)
    request.store = request.program?.store ?? parts.store
    if (!principal.isOwner && request.routeOptions.config.programs !== true)
      throw new HealthError('authorizationDenied', 'only the owner may do that')
  })
}
