import cookie from '@fastify/cookie'
import fastify, { LogController } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { invalidArgument } from '../health/error.js'
import { isTooDeep } from '../health/rules/json-depth.js'
import { activityRoutes } from './activity/activity-routes.js'
import { formRoutes } from './activity/form-routes.js'
import { exportRoutes } from './exchange/export-routes.js'
import { importRoutes } from './exchange/import-routes.js'
import { authenticated, boundary } from './guard/boundary.js'
import { createLongRequests, type LongRequests } from './guard/long-requests.js'
import { limitRate } from './guard/rate-limit.js'
import { refuseConnection } from './guard/refuse-connection.js'
import { guide } from './guide/guide.js'
import { healthAutoExportRoutes } from './hooks/health-auto-export.js'
import type { HttpApp, HttpParts } from './http-parts.js'
import { characteristicsRoutes } from './kinds/characteristics.js'
import { kindRoutes, workoutPlaceRoutes } from './kinds/kind-routes.js'
import { preferredUnitsRoutes } from './kinds/preferred-units.js'
import { openApi, openApiRoutes } from './openapi.js'
import { page } from './page.js'
import { outlineRoute } from './plans/outline-route.js'
import { planRoutes } from './plans/plan-routes.js'
import { sendProblem } from './problem.js'
import { auditRoutes } from './routes/audit.js'
import { authorizationRoutes } from './routes/authorization.js'
import { changesRoutes } from './routes/changes.js'
import { clientsRoutes } from './routes/clients.js'
import { devicesRoutes } from './routes/devices.js'
import { healthRoutes } from './routes/health.js'
import { liveRoutes } from './routes/live.js'
import { findingRoutes, sampleRoutes, samplesRoutes } from './routes/samples.js'
import { signInLinkRoutes, signInRoutes } from './routes/sign-in.js'
import { sourcesRoutes } from './routes/sources.js'
import { storeRoutes } from './routes/store.js'
import { typesRoutes } from './routes/types.js'
import { knownUser, userRoutes, usersRoutes } from './routes/users.js'
import { workoutRoutes, workoutsRoutes } from './routes/workouts.js'
import { quantityRoutes } from './samples/quantity-routes.js'
import { scanRoutes } from './sensors/scan-routes.js'
import { sensorRoutes } from './sensors/sensor-routes.js'
import { trainerRoutes } from './sensors/trainer-routes.js'
import { collectRoute } from './sessions/collect-route.js'
import { sessionsRoutes } from './sessions/session-routes.js'
import { sessionStreamRoutes } from './sessions/stream-routes.js'
import { statisticsRoutes } from './statistics/statistics-routes.js'
import { openStreams, type Streams } from './stream/streams.js'
import { subscriptionRoutes, subscriptionsRoutes } from './subscriptions/subscription-routes.js'
import { validate } from './validate.js'
import { workoutEditingRoutes } from './workouts/editing-routes.js'

const bodyMax = 16 * 1024 * 1024
const requestTimeoutMs = 60_000
const headersTimeoutMs = 10_000
const timeoutCheckMs = 5_000
// More than there can be event streams; so that who only opens connections does not take all memory.
const connectionsMax = 8_192
// Who has not sent its request or fetched its answer by then is not waited for.
const closingMs = 1_000

const createApp = ({ log }: HttpParts, long: LongRequests): HttpApp => {
  const app = fastify({
    loggerInstance: log,
    // Fastify's own lines hold whole addresses, and a sign-in link's code is in its query.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: bodyMax,
    requestTimeout: requestTimeoutMs,
    http: { headersTimeout: headersTimeoutMs, connectionsCheckingInterval: timeoutCheckMs },
    frameworkErrors: sendProblem,
    clientErrorHandler: refuseConnection(long),
  }).withTypeProvider<ZodTypeProvider>()
  app.server.maxConnections = connectionsMax
  readJson(app)
  app.setValidatorCompiler(validate)
  // What is answered is our own; tests hold it against the schemas.
  app.setSerializerCompiler(() => JSON.stringify)
  app.setErrorHandler(sendProblem)
  return app
}

const tooDeep = () => invalidArgument('the body nests too deep', [{ pointer: '', message: 'nests too deep' }])

/** Many a client says `application/json` in every request, also in those without a body. What needs one says so itself. */
const readJson = (app: HttpApp): void => {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null)
    else if (isTooDeep(body)) done(tooDeep())
    else parse(request, body, done)
  })
}

/** What holds for connections, beside the parts. */
interface Connections {
  readonly streams: Streams
  readonly long: LongRequests
}

const personRoutes = (app: HttpApp, parts: HttpParts, { streams, long }: Connections): void => {
  app.addHook('preHandler', knownUser(parts.users))
  userRoutes(app, parts)
  authorizationRoutes(app, parts)
  auditRoutes(app, parts)
  samplesRoutes(app, parts)
  healthAutoExportRoutes(app, parts)
  findingRoutes(app)
  sampleRoutes(app)
  quantityRoutes(app)
  changesRoutes(app, streams)
  statisticsRoutes(app, parts, streams)
  sourcesRoutes(app)
  activityRoutes(app, parts, streams)
  formRoutes(app, parts)
  sessionsRoutes(app, parts)
  collectRoute(app, parts)
  sessionStreamRoutes(app, parts, streams)
  outlineRoute(app, parts)
  planRoutes(app, parts.plans)
  workoutsRoutes(app)
  workoutRoutes(app, parts)
  workoutEditingRoutes(app, parts)
  exportRoutes(app, parts)
  importRoutes(app, parts, { streams, long })
  characteristicsRoutes(app, parts)
  preferredUnitsRoutes(app, parts)
  kindRoutes(app)
  workoutPlaceRoutes(app)
  liveRoutes(app, streams)
  subscriptionsRoutes(app, parts.observers)
  subscriptionRoutes(app, parts.observers)
}

const apiRoutes = async (app: HttpApp, parts: HttpParts, connections: Connections): Promise<void> => {
  const { streams } = connections
  authenticated(app, parts)
  typesRoutes(app)
  usersRoutes(app, parts)
  devicesRoutes(app, parts)
  scanRoutes(app, parts, streams)
  sensorRoutes(app, parts, streams)
  trainerRoutes(app, parts)
  clientsRoutes(app, parts)
  signInLinkRoutes(app, parts)
  storeRoutes(app, parts, streams)
  await app.register(async (person) => personRoutes(person, parts, connections), { prefix: '/users/:user' })
}

/** Makes the HTTP side of `parts`, complete but not listening. Closing it ends its streams. */
export const createHttp = async (parts: HttpParts): Promise<HttpApp> => {
  const long = createLongRequests()
  const app = createApp(parts, long)
  const streams = openStreams(parts)
  const forget = parts.clients.onRemoval((client) => streams.events.cut(client))
  app.addHook('preClose', async () => {
    forget()
    streams.close()
    setTimeout(() => app.server.closeAllConnections(), closingMs).unref()
  })
  boundary(app, parts.host)
  await limitRate(app)
  await app.register(cookie)
  await openApi(app)
  healthRoutes(app, parts, () => streams.figures())
  signInRoutes(app, parts)
  openApiRoutes(app)
  await app.register(async (api) => apiRoutes(api, parts, { streams, long }), { prefix: '/v1' })
  guide(app, parts.guide)
  await page(app, parts.dashboard)
  await app.ready()
  return app
}
