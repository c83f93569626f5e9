import { fileURLToPath } from 'node:url'
import type { Engine } from '../cli/ambient.js'
import type { Config } from '../config.js'
import { openDataFolder } from '../data-folder.js'
import type { QuantityTypeName } from '../health/type.js'
import { createUuidV7 } from '../health/uuid.js'
import { explained } from '../start-failure.js'
import type { HealthStore } from '../store/health-store.js'
import { followInto } from './followers.js'
import { clientIdOf, openLink } from './link.js'
import { outlookOf } from './outlook.js'
import { loadParts } from './parts.js'
import { steerByPlans } from './plan-steering.js'
import { reachedDevices } from './reached-devices.js'
import { openSensors } from './sensors.js'
import type { World } from './world.js'

const checkMs = 1_000
// What is stale is to be seen to be so at once.
const staleCheckMs = 250
const unloggedMax = 1_048_576
const dashboard = fileURLToPath(new URL('../../dashboard', import.meta.url))

/** Finds out that there is space on the disk again, also when nobody is left who writes. */
function tryAgain({ health, documents }: HealthStore): void {
  if (!health().ok) documents.put('engine', 'trial', null).catch(() => undefined)
}

type Close = () => unknown

/** Opens every part, the store first and what can be reached from outside last. `closers` grows with what is open. */
async function openParts(
  config: Config,
  { clock, random, timeZone, version }: World,
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
    open.openStore({
      ...{ file: folder.database, clock, random, log: logOf('store') },
      tombstoneRetentionMs: config.store.tombstoneDays * 86_400_000,
    }),
  )
  closers.push(() => store.close())
  const { documents } = store
  const users = await open.openUsers({ documents, clock, timeZone })
  const hasUser = (user: string) => users.get(user) !== undefined
  const devices = open.openDevices({ documents, hasUser, adopt: config.ingest.adopt, random, clock })
  const clients = open.openClients({
    ...{ documents, clock, random, describe: store.origins.describeSource },
    isTaken: (name) => devices.get(name) !== undefined,
  })
  const access = open.openAccess({ documents, clients, token: folder.token, clock, random })
  const onFault = (error: unknown) => log.warn({ err: error }, 'the store was not told of an origin')
  closers.push(await open.followZones(users, store.origins, onFault))
  closers.push(await open.followDevices(devices, store.origins, onFault))
  const ingest = open.createIngest({ store, devices, clock })
  const profile = (user: string) => users.get(user) ?? {}
  const newId = createUuidV7(clock, random)
  const clientId = await clientIdOf(documents, newId)
  // Sensors are opened later, because they ask whether a workout runs.
  let heard = (): Promise<void> => Promise.resolve()
  const sessions = await open.openSessions({
    ...{ store, clock, newId, profile, heard: () => heard() },
    orphanAfterMs: config.sessions.orphanAfter * 1_000,
    onOrphan: (session, error) =>
      error === undefined
        ? log.warn({ session }, 'a session that nobody was heard of was closed at its last sample')
        : log.warn({ session, err: error }, 'a session that nobody is heard of cannot be closed'),
  })
  closers.push(() => sessions.close())
  const imports = open.openImports({
    ...{ store, newId, clock, isPlausible: open.isPlausible },
    record: (past) => open.recordPastWorkout({ store, profile }, past),
    onFault: (error) => log.warn({ err: error }, 'a file was not imported'),
  })
  closers.push(() => imports.close())
  const editing = open.openWorkoutEditing({ store, profile, newId })
  const plans = open.openPlans({ documents, clock, newId })
  const priority = (user: string, type: QuantityTypeName) => users.get(user)?.sourcePriority?.[type] ?? []
  const live = open.createLiveValues({ store, clock, presentOf: (user) => sessions.presentOf(user), priority })
  const observers = open.openObservers({ store, clock, random, newId, log: logOf('observers') })
  closers.push(() => observers.close())
  const staleChecks = setInterval(() => live.check(), staleCheckMs)
  closers.push(() => clearInterval(staleChecks))
  const influx = followInto(open, config, { store, sessions, clock, log: logOf('influx') })
  closers.push(() => influx?.close())
  const sensors = await openSensors(config, { devices, ingest, sessions, random, clock, log: logOf('bluetooth') })
  const { bluetooth } = sensors
  heard = sensors.flush
  const steering = steerByPlans({ sessions, bluetooth, devices, log: logOf('bluetooth') })
  closers.push(() => steering.stop())
  closers.push(() => sensors.close())
  const checks = setInterval(() => {
    observers.check()
    sessions.check()
    sensors.check()
    steering.check()
    tryAgain(store)
  }, checkMs)
  closers.push(() => clearInterval(checks))
  const { link, url: broker } = await openLink(open, config, {
    devices,
    ingest,
    sessions,
    plans,
    clientId,
    token: folder.token,
    clock,
    log: logOf('mqtt'),
  })
  closers.push(() => link.close())
  const { base, homeAssistant } = config.mqtt
  const topics = open.openUserTopics({ link, live, sessions, devices, base, homeAssistant })
  closers.push(() => topics.close())
  const http = await open.createHttp({
    store,
    ingest,
    devices: reachedDevices(devices, { link, bluetooth }),
    bluetooth,
    sessions,
    live,
    users,
    access,
    clients,
    authorization: open.openAuthorization(documents),
    audit: open.openAudit({ documents, clock }),
    observers,
    imports,
    editing,
    plans,
    version,
    ...outlookOf({ store, ingest, observers, link, sensors, influx }),
    clock,
    newId,
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

/** Opens an engine, or nothing when one part fails. */
export async function openEngine(config: Config, world: World): Promise<Engine> {
  const closers: Close[] = []
  try {
    return { ...(await openParts(config, world, closers)), close: () => closeAll(closers) }
  } catch (error) {
    await closeAll(closers)
    throw error
  }
}
