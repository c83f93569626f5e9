#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Logger, pino } from 'pino'
import { openBrokerClient } from '../devices/mqtt/broker-client.js'
import { openEmbeddedBroker } from '../devices/mqtt/embedded-broker.js'
import type { DeviceHandlers, MqttLink } from '../devices/mqtt/mqtt-link.js'
import type { WorkoutCommand } from '../devices/mqtt/payloads.js'
import { openUserTopics } from '../devices/mqtt/user-topics.js'
import type { Ambient, Engine } from './cli/ambient.js'
import { processAmbient } from './cli/process-ambient.js'
import { runProgram } from './cli/program.js'
import type { Config } from './config.js'
import { openDataFolder } from './data-folder.js'
import { ledgerFigures, linkFigures, seriesDatabaseFigures, storeFigures } from './figures.js'
import type { Clock, RandomBytes } from './health/clock.js'
import { HealthError } from './health/error.js'
import { createUuidV7 } from './health/uuid.js'
import { createHttp } from './http/create-http.js'
import { openInflux } from './influx/open-influx.js'
import { createIngest } from './ingest/create-ingest.js'
import type { Devices } from './ingest/device.js'
import { openDevices } from './ingest/device-registry.js'
import type { Ingest } from './ingest/ingest.js'
import { createToken, openAccess } from './privacy/access.js'
import { openUsers } from './privacy/users.js'
import { createLiveValues } from './session/live-values.js'
import { openSessions } from './session/open-sessions.js'
import type { Sessions } from './session/sessions.js'
import type { HealthStore } from './store/health-store.js'
import { openStore } from './store/open-store.js'

const staleCheckMs = 1_000
const dashboard = fileURLToPath(new URL('../dashboard', import.meta.url))

interface World {
  readonly clock: Clock
  readonly random: RandomBytes
}

const secretIn = (file: string | undefined): string | undefined =>
  file === undefined ? undefined : readFileSync(file, 'utf8').trim()

/** The parts a device's message can reach. */
interface DeviceParts {
  readonly devices: Devices
  readonly ingest: Ingest
  readonly sessions: Sessions
}

async function obey({ devices, sessions }: DeviceParts, device: string, command: WorkoutCommand): Promise<unknown> {
  const user = devices.get(device)?.user
  if (user === undefined) throw new HealthError('notFound', 'the device has no owner, so the workout is nobody’s')
  const { event, at, activityType, location = 'unknown' } = command
  if (event === 'next') throw new HealthError('invalidTransition', 'the workout has no plan, so there is no next part')
  if (event !== 'start' || activityType === undefined) return sessions.send(user, { event, at })
  const running = sessions.active(user)
  if (running?.state === 'prepared') return sessions.send(user, { event, at })
  // A message that was delivered again after its acknowledgement got lost.
  if (running !== undefined && running.start === at && running.activityType === activityType) return running
  return sessions.start(user, { activityType, location, at })
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

interface Link {
  readonly link: MqttLink
  /** Where devices connect to. */
  readonly url: string
}

async function openLink({ mqtt }: Config, parts: DeviceParts, clock: Clock, log: Logger): Promise<Link> {
  const common = { handlers: handlersOf(parts, clock), base: mqtt.base, clock, log }
  if (mqtt.url === undefined) {
    const authenticate = (username: string, password: string) => parts.devices.authenticate(username, password)
    const link = await openEmbeddedBroker({ ...common, host: mqtt.host, port: mqtt.port, authenticate })
    return { link, url: `mqtt://${mqtt.host}:${link.port}` }
  }
  const link = await openBrokerClient({
    ...common,
    url: mqtt.url,
    username: mqtt.username,
    password: secretIn(mqtt.passwordFile),
    ca: secretIn(mqtt.caFile),
    clientId: 'vitald',
  })
  return { link, url: mqtt.url }
}

/** A credential that is no longer good ends the connections that were made with it. */
const withDisconnect = (devices: Devices, link: MqttLink): Devices => ({
  all: () => devices.all(),
  get: (device) => devices.get(device),
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

function followInto(
  { influx }: Config,
  { store, sessions }: { store: HealthStore; sessions: Sessions },
  clock: Clock,
  log: Logger,
) {
  if (influx.url === undefined) return undefined
  return openInflux({
    feed: store,
    documents: store.documents,
    url: influx.url,
    database: influx.database,
    username: influx.username,
    password: secretIn(influx.passwordFile),
    covering: (user, at) => sessions.covering(user, at),
    clock,
    log,
  })
}

type Close = () => unknown

/** Opens every part, the store first and what can be reached from outside last. `closers` grows with what is open. */
async function openParts(config: Config, { clock, random }: World, closers: Close[]): Promise<Omit<Engine, 'close'>> {
  const log = pino({ level: config.log.level, base: null }, pino.destination(2))
  const logOf = (part: string) => log.child({ part })
  const folder = openDataFolder(config.data, () => createToken(random), process.pid)
  closers.push(() => folder.close())
  const store = openStore({ file: folder.database, clock, random, log: logOf('store') })
  closers.push(() => store.close())
  const { documents } = store
  const users = await openUsers({ documents, clock })
  const access = openAccess({ documents, token: folder.token, clock, random })
  const hasUser = (user: string) => users.get(user) !== undefined
  const devices = openDevices({ documents, hasUser, adopt: config.ingest.adopt, random, clock })
  const ingest = createIngest({ store, devices, clock })
  const profile = (user: string) => users.get(user) ?? {}
  const sessions = await openSessions({ store, clock, newId: createUuidV7(clock, random), profile })
  closers.push(() => sessions.close())
  const live = createLiveValues({ store, clock, presentOf: (user) => sessions.active(user)?.at ?? clock() })
  const staleCheck = setInterval(() => live.check(), staleCheckMs)
  closers.push(() => clearInterval(staleCheck))
  const influx = followInto(config, { store, sessions }, clock, logOf('influx'))
  closers.push(() => influx?.close())
  const { link, url: broker } = await openLink(config, { devices, ingest, sessions }, clock, logOf('mqtt'))
  closers.push(() => link.close())
  const { base, homeAssistant } = config.mqtt
  const topics = openUserTopics({ link, live, sessions, devices, base, homeAssistant })
  closers.push(() => topics.close())
  const http = await createHttp({
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
  const address = await http.listen(config.http)
  folder.announce({ http: address, mqtt: broker, pid: process.pid })
  return { address, broker, token: folder.token, signInLink: () => `${address}/sign-in?code=${access.issueSignIn()}` }
}

/** What was opened last is closed first; also when the rest could not be opened. */
async function openEngine(config: Config, world: World): Promise<Engine> {
  const closers: Close[] = []
  const close = async () => {
    for (let last = closers.pop(); last !== undefined; last = closers.pop()) await last()
  }
  try {
    return { ...(await openParts(config, world, closers)), close }
  } catch (error) {
    await close()
    throw error
  }
}

const openHere: Ambient['openEngine'] = (config) => openEngine(config, ambient)
const ambient = processAmbient(openHere)
process.exitCode = await runProgram(ambient)
