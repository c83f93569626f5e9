import { createHash } from 'node:crypto'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { pino } from 'pino'
import { createUuidV7 } from '../../src/health/uuid.js'
import { createHttp } from '../../src/http/create-http.js'
import type { HttpParts } from '../../src/http/http-parts.js'
import { openImports } from '../../src/imports/open-imports.js'
import { createIngest } from '../../src/ingest/create-ingest.js'
import { openDevices } from '../../src/ingest/device-registry.js'
import { isPlausible } from '../../src/ingest/sanity.js'
import { openObservers } from '../../src/observers/open-observers.js'
import { openPlans } from '../../src/plans/kept/open-plans.js'
import { type Access, openAccess } from '../../src/privacy/access.js'
import { openAudit } from '../../src/privacy/audit.js'
import { openAuthorization } from '../../src/privacy/authorization.js'
import { openClients } from '../../src/privacy/clients.js'
import { openUsers } from '../../src/privacy/users.js'
import { openWorkoutEditing } from '../../src/session/editing/workout-editing.js'
import { recordPastWorkout } from '../../src/session/past-workout.js'
import type { HealthStore } from '../../src/store/health-store.js'
import { openMemoryStore } from '../../src/store/open-store.js'
import { testSpool } from '../imports/open.js'
import { createFakeBluetooth, type FakeBluetooth } from './fake-bluetooth.js'
import { createFakeLive, type FakeLive } from './fake-live.js'
import { createFakeSessions, type FakeSessions } from './fake-sessions.js'

export const token = 'the-token-of-the-owner'
export const noon = Date.UTC(2026, 10, 22, 12)

/** Bytes that differ from call to call and are the same in every run. */
const createRandom = () => {
  let calls = 0
  return (buffer: Uint8Array): Uint8Array => {
    calls += 1
    const bytes = createHash('sha512').update(String(calls)).digest()
    for (const index of buffer.keys()) buffer[index] = bytes[index % bytes.length] ?? 0
    return buffer
  }
}

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
type Headers = Readonly<Record<string, string>>

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly text: string
  readonly json: unknown
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The HTTP side over a memory store, and what a test needs to drive it. */
export interface TestApp {
  readonly app: FastifyInstance
  readonly store: HealthStore
  readonly access: Access
  readonly sessions: FakeSessions
  readonly live: FakeLive
  readonly bluetooth: FakeBluetooth
  readonly parts: HttpParts
  /** All that was logged, as text. */
  readonly logged: () => string
  /** The present, to be moved. */
  readonly time: { now: number }
  /** Asks as the owner; `headers` replace the token when they are given. */
  ask(method: Method, url: string, body?: unknown, headers?: Headers): Promise<Answer>
  /** Listens on a free port and returns the address. */
  listen(): Promise<string>
  close(): Promise<void>
}

export const bearer: Headers = { authorization: `Bearer ${token}` }

const createLog = () => {
  const lines: string[] = []
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) })
  return { log, logged: () => lines.join('') }
}

const openParts = (changed: Partial<HttpParts>, time: { now: number }) => {
  const clock = (): number => time.now
  const random = createRandom()
  const store = openMemoryStore({ clock, random })
  const { documents } = store
  const users = openUsers({ documents, clock })
  const hasUser = (user: string): boolean => users.get(user) !== undefined
  const devices = openDevices({ documents, clock, random, hasUser, adopt: false })
  const ingest = createIngest({ store, devices, clock })
  const isTaken = (name: string): boolean => devices.get(name) !== undefined
  const describe = store.origins.describeSource
  const clients = openClients({ documents, clock, random, isTaken, describe })
  const privacy = { clients, authorization: openAuthorization(documents), audit: openAudit({ documents, clock }) }
  const access = openAccess({ documents, clients, clock, random, token })
  const newId = createUuidV7(clock, random)
  const observers = openObservers({ store, clock, random, newId, log: pino({ level: 'silent' }) })
  const profile = (user: string) => users.get(user) ?? {}
  const editing = openWorkoutEditing({ store, profile, newId })
  const imports = openImports({
    ...{ store, newId, clock, isPlausible },
    spool: testSpool(),
    record: (past) => recordPastWorkout({ store, profile }, past),
    onFault: () => undefined,
  })
  const made = { newId, imports, editing, plans: openPlans({ documents, clock, newId }), version: '0.1.0' }
  const open = {
    ...made,
    observers,
    host: '127.0.0.1',
    readiness: () => [{ part: 'store', ok: true }],
    figures: () => [],
  }
  return { store, documents, users, devices, ingest, access, clock, ...privacy, ...open, ...changed }
}

export const openApp = async (changed: Partial<HttpParts> = {}): Promise<TestApp> => {
  const time = { now: noon }
  const { log, logged } = createLog()
  const sessions = createFakeSessions(() => time.now)
  const live = createFakeLive()
  const bluetooth = createFakeBluetooth()
  const parts = { ...openParts(changed, time), sessions, live, bluetooth, log }
  const app = await createHttp(parts)

  const ask: TestApp['ask'] = async (method, url, body, headers = bearer) => {
    const content = body === undefined ? {} : { 'content-type': 'application/json' }
    const payload = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
    const options: InjectOptions = { method, url, headers: { ...content, ...headers } }
    const answer = await app.inject(payload === undefined ? options : { ...options, payload })
    return { status: answer.statusCode, headers: answer.headers, text: answer.body, json: parseJson(answer.body) }
  }
  const close = async (): Promise<void> => {
    await app.close()
    await parts.imports.close()
    await parts.observers.close()
    await parts.store.close()
  }
  const listen = () => app.listen({ host: '127.0.0.1', port: 0 })
  const fakes = { sessions, live, bluetooth }
  return { app, store: parts.store, access: parts.access, ...fakes, parts, logged, time, ask, listen, close }
}
