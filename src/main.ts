#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Logger } from 'pino'
import type { DeviceHandlers, MqttLink } from '../devices/mqtt/mqtt-link.js'
import type { WorkoutCommand } from '../devices/mqtt/payloads.js'
import type { Ambient, Engine } from './cli/ambient.js'
import { processAmbient } from './cli/process-ambient.js'
import { runProgram } from './cli/program.js'
import type { Config } from './config.js'
import { openDataFolder } from './data-folder.js'
import { ledgerFigures, linkFigures, seriesDatabaseFigures, storeFigures } from './figures.js'
import type { Clock, RandomBytes } from './health/clock.js'
import { HealthError } from './health/error.js'
import type { QuantityTypeName } from './health/type.js'
import { createUuidV7 } from './health/uuid.js'
import type { Devices } from './ingest/device.js'
import type { Ingest } from './ingest/ingest.js'
import type { Sessions } from './session/sessions.js'
import { explained } from './start-failure.js'
import type { Documents } from './store/documents.js'
import type { HealthStore } from './store/health-store.js'

/** The parts, loaded only where an engine is opened: the other commands are to answer at once, on a small board too. */
const loadParts = async () => ({
  pino: (await import('pino')).pino,
  ...(await import('../devices/mqtt/broker-client.js')),
  ...(await import('../devices/mqtt/embedded-broker.js')),
  ...(await import('../devices/mqtt/user-topics.js')),
  ...(await import('./http/create-http.js')),
  ...(await import('./influx/open-influx.js')),
  ...(await import('./ingest/create-ingest.js')),
  ...(await import('./ingest/device-registry.js')),
  ...(await import('./privacy/access.js')),
  ...(await import('./privacy/users.js')),
  ...(await import('./session/live-values.js')),
  ...(await import('./session/open-sessions.js')),
  ...(await import('./store/open-store.js')),
  ...(await import('./store/sqlite/file-lock.js')),
})
type Parts = Awaited<ReturnType<typeof loadParts>>

const checkMs = 1_000
const lingerMs = 2_000
const unloggedMax = 1_048_576
const dashboard = fileURLToPath(new URL('../dashboard', import.meta.url))

interface Told {
  readonly clock: Clock
  readonly log: Logger
}

interface World {
  readonly clock: Clock
  readonly random: RandomBytes
  readonly timeZone: string
}

/** What a secret's file holds. `key` names it in the error. */
function secretIn(key: string, file: string | undefined): string | undefined {
  if (file === undefined) return undefined
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'it is no file'
    throw new HealthError('invalidArgument', `the configuration is wrong:\n  ${key} cannot be read: ${why}`)
  }
}

/** The parts a device's message can reach. */
interface DeviceParts {
  readonly devices: Devices
  readonly ingest: Ingest
  readonly sessions: Sessions
}

/** What a link needs besides: the name an outside broker knows us by, the secret that opens our own. */
interface LinkParts extends DeviceParts {
  readonly clientId: string
  readonly token: string
}

/** By this name and the owner's token a program reads all topics of the embedded broker. */
const ownerName = 'owner'

async function obey({ devices, sessions }: DeviceParts, device: string, command: WorkoutCommand): Promise<unknown> {
  const user = devices.userOf(device)
  if (user === undefined) throw new HealthError('notFound', 'the device has no owner, so the workout is nobody’s')
  const { event, at, activityType, location = 'unknown', prepare, configuration } = command
  if (event !== 'start' || activityType === undefined) return sessions.send(user, { event, at })
  if (!prepare && sessions.active(user)?.state === 'prepared') return sessions.send(user, { event, at })
  const { lapLength } = configuration ?? {}
  return sessions.start(user, { activityType, location, at, prepare, lapLength, source: device })
}

const handlersOf = (parts: DeviceParts, clock: Clock): DeviceHandlers => ({
  samples: (device, readings, at) => {
    parts.devices.notice(device, { lastSeen: at })
    return parts.ingest.receive({ device, readings, at })
  },
  birth: async (device, birth) => {
    await parts.devices.introduce(device, birth)
    await parts.ingest.release(device)
  },
  status: (device, status) => parts.devices.notice(device, { status, lastSeen: clock() }),
  battery: (device, battery) => parts.devices.notice(device, { battery, lastSeen: clock() }),
  workout: (device, command) => obey(parts, device, command),
  refused: (reason, readings) => parts.ingest.refuse(reason, readings),
})

/** Its own for every data folder: two engines with one name would take the broker's session from each other. */
async function clientIdOf(documents: Documents, newId: () => string): Promise<string> {
  const kept = documents.get('mqtt', 'clientId')
  if (typeof kept === 'string') return kept
  const clientId = `vitald-${newId()}`
  await documents.put('mqtt', 'clientId', clientId)
  return clientId
}

interface Link {
  readonly link: MqttLink
  /** Where devices connect to. */
  readonly url: string
}

async function openLink(open: Parts, { mqtt }: Config, parts: LinkParts, { clock, log }: Told): Promise<Link> {
  const common = { handlers: handlersOf(parts, clock), base: mqtt.base, clock, log }
  if (mqtt.url === undefined) {
    const authenticate = (username: string, password: string) => parts.devices.authenticate(username, password)
    const engineCredential = { username: ownerName, password: parts.token }
    const where = { host: mqtt.host, port: mqtt.port }
    const link = await explained(`open the broker on ${mqtt.host}:${mqtt.port}`, () =>
      open.openEmbeddedBroker({ ...common, ...where, authenticate, engineCredential }),
    )
    return { link, url: `mqtt://${mqtt.host}:${link.port}` }
  }
  const link = await open.openBrokerClient({
    ...common,
    url: mqtt.url,
    username: mqtt.username,
    password: secretIn('mqtt.passwordFile', mqtt.passwordFile),
    ca: secretIn('mqtt.caFile', mqtt.caFile),
    clientId: parts.clientId,
  })
  return { link, url: mqtt.url }
}

/** A credential that is no longer good ends the connections that were made with it. */
const withDisconnect = (devices: Devices, link: MqttLink): Devices => ({
  all: () => devices.all(),
  get: (device) => devices.get(device),
  userOf: (device) => devices.userOf(device),
  add: (device, user) => devices.add(device, user),
  assign: (device, user) => devices.assign(device, user),
  forget: async (device) => {
    await devices.forget(device)
    link.disconnect(device)
  },
  introduce: (device, facts) => devices.introduce(device, facts),
  notice: (device, facts) => devices.notice(device, facts),
  authenticate: (username, password) => devices.authenticate(username, password),
  subscribe: (listener) => devices.subscribe(listener),
})

interface Fed {
  readonly store: HealthStore
  readonly sessions: Sessions
}

function followInto({ openInflux }: Parts, { influx }: Config, { store, sessions }: Fed, told: Told) {
  if (influx.url === undefined) return undefined
  return openInflux({
    feed: store,
    documents: store.documents,
    url: influx.url,
    database: influx.database,
    username: influx.username,
    password: secretIn('influx.passwordFile', influx.passwordFile),
    covering: (user, at) => sessions.covering(user, at),
    ...told,
  })
}

/** Finds out that there is space on the disk again, also when nobody is left who writes. */
function tryAgain({ health, documents }: HealthStore): void {
  if (!health().ok) documents.put('engine', 'trial', null).catch(() => undefined)
}

type Close = () => unknown

/** Opens every part, the store first and what can be reached from outside last. `closers` grows with what is open. */
async function openParts(
  config: Config,
  { clock, random, timeZone }: World,
  closers: Close[],
): Promise<Omit<Engine, 'close'>> {
  const open = await loadParts()
  const lines = open.pino.destination({ dest: 2, maxLength: unloggedMax })
  // Where the log goes the disk may be full too: then lines are lost, and nothing else.
  lines.on('error', () => undefined)
  const log = open.pino({ level: config.log.level, base: null }, lines)
  const logOf = (part: string) => log.child({ part })
  const makeToken = () => open.createToken(random)
  const folder = await explained(`use the data folder ${config.data}`, () =>
    openDataFolder({ path: config.data, makeToken, hold: open.holdFile }),
  )
  closers.push(() => folder.close())
  const store = await explained(`open the store ${folder.database}`, () =>
    open.openStore({ file: folder.database, clock, random, log: logOf('store') }),
  )
  closers.push(() => store.close())
  const { documents } = store
  const users = await open.openUsers({ documents, clock, timeZone })
  const access = open.openAccess({ documents, token: folder.token, clock, random })
  const hasUser = (user: string) => users.get(user) !== undefined
  const devices = open.openDevices({ documents, hasUser, adopt: config.ingest.adopt, random, clock })
  const ingest = open.createIngest({ store, devices, clock })
  const profile = (user: string) => users.get(user) ?? {}
  const newId = createUuidV7(clock, random)
  const clientId = await clientIdOf(documents, newId)
  const sessions = await open.openSessions({ store, clock, newId, profile })
  closers.push(() => sessions.close())
  const priority = (user: string, type: QuantityTypeName) => users.get(user)?.sourcePriority?.[type] ?? []
  const live = open.createLiveValues({ store, clock, presentOf: (user) => sessions.presentOf(user), priority })
  const checks = setInterval(() => {
    live.check()
    tryAgain(store)
  }, checkMs)
  closers.push(() => clearInterval(checks))
  const influx = followInto(open, config, { store, sessions }, { clock, log: logOf('influx') })
  closers.push(() => influx?.close())
  const { link, url: broker } = await openLink(
    open,
    config,
    { devices, ingest, sessions, clientId, token: folder.token },
    { clock, log: logOf('mqtt') },
  )
  closers.push(() => link.close())
  const { base, homeAssistant } = config.mqtt
  const topics = open.openUserTopics({ link, live, sessions, devices, base, homeAssistant })
  closers.push(() => topics.close())
  const http = await open.createHttp({
    store,
    ingest,
    devices: withDisconnect(devices, link),
    sessions,
    live,
    users,
    access,
    readiness: () => [
      { part: 'store', ...store.health() },
      { part: 'mqtt', ...link.state() },
      ...(influx === undefined ? [] : [{ part: 'influx', ...influx.state() }]),
    ],
    figures: () => [
      ...ledgerFigures(ingest.ledger()),
      ...storeFigures(store.figures()),
      ...linkFigures(link.figures()),
      ...(influx === undefined ? [] : seriesDatabaseFigures(influx.figures())),
    ],
    clock,
    dashboard,
    log: logOf('http'),
    host: config.http.host,
  })
  closers.push(() => http.close())
  const { host, port } = config.http
  const address = await explained(`open the page on ${host}:${port}`, () => http.listen({ host, port }))
  folder.announce({ http: address, mqtt: broker, pid: process.pid })
  return { address, broker, token: folder.token, signInLink: () => `${address}/sign-in?code=${access.issueSignIn()}` }
}

/** Closes what was opened last first, and the rest also when one fails; then throws what that one threw. */
async function closeAll(closers: Close[]): Promise<void> {
  const last = closers.pop()
  if (last === undefined) return
  try {
    await last()
  } finally {
    await closeAll(closers)
  }
}

async function openEngine(config: Config, world: World): Promise<Engine> {
  const closers: Close[] = []
  try {
    return { ...(await openParts(config, world, closers)), close: () => closeAll(closers) }
  } catch (error) {
    await closeAll(closers)
    throw error
  }
}

const openHere: Ambient['openEngine'] = (config) => openEngine(config, ambient)
const ambient = processAmbient(openHere)
process.exitCode = await runProgram(ambient)
// Everything is closed: what a library still waits for, nobody else does.
setTimeout(() => process.exit(), lingerMs).unref()
