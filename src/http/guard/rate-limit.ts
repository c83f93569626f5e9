import rateLimit from '@fastify/rate-limit'
import { HealthError } from '../../health/error.js'
import type { HttpApp } from '../http-parts.js'

const windowMs = 60_000
const requestsMax = 1_200
// Programs on this machine share one address.
const localRequestsMax = 600_000
const clientsMax = 10_000

const isLocal = (address: string): boolean => address === '::1' || /^(::ffff:)?127\./.test(address)

/** Bounds the requests a minute of each client, those included that are refused later on. */
export const limitRate = async (app: HttpApp): Promise<void> => {
  await app.register(rateLimit, {
    global: false,
    max: (request) => (isLocal(request.ip) ? localRequestsMax : requestsMax),
    timeWindow: windowMs,
    cache: clientsMax,
    errorResponseBuilder: () =>
      new HealthError('tooManyRequests', 'there are too many requests, try again in a minute'),
  })
  app.addHook('onRequest', app.rateLimit())
}
