import { readFileSync } from 'node:fs'
import { createDeviceMessages } from '../../../../devices/mqtt/device-messages.js'
import { openForeignTopics } from '../../../../devices/mqtt/foreign/foreign-topics.js'
import { mappingEntrySchema } from '../../../../devices/mqtt/foreign/mapping-entry.js'
import type { MappingSettings } from '../../../../devices/mqtt/foreign/mapping-schema.js'
import { type ReadyUse, readyMappingsIn } from '../../../../devices/mqtt/foreign/ready-mapping.js'
import { createTopics } from '../../../../devices/mqtt/topics.js'
import { handlersOf } from '../../../../src/engine/device-handlers.js'
import type { Sample } from '../../../../src/health/sample.js'
import { createIngest } from '../../../../src/ingest/create-ingest.js'
import { openDevices } from '../../../../src/ingest/device-registry.js'
import { openMemoryStore } from '../../../../src/store/open-store.js'
import { createFakeSessions } from '../../../http/fake-sessions.js'
import { noLog } from '../recorded-handlers.js'

/** When the tests' messages come, unless they say otherwise: 2026-11-22T12:00:00Z. */
export const noon = Date.UTC(2026, 10, 22, 12)

export interface Given {
  readonly topic: string
  /** A text goes as it is, anything else as JSON. */
  readonly payload: unknown
  readonly retained?: boolean | undefined
  /** Ms after noon. */
  readonly after?: number | undefined
}

const bytesOf = (payload: unknown): Uint8Array => {
  if (payload instanceof Uint8Array) return payload
  return new TextEncoder().encode(typeof payload === 'string' ? payload : JSON.stringify(payload))
}

/** Nobody keeps a plan. */
export const noPlans = { get: () => undefined }

/** The mapping that an entry of the configuration is; throws what is wrong with it. */
export const mappingOf = (entry: unknown): MappingSettings => {
  const parsed = mappingEntrySchema.parse(entry)
  if ('use' in parsed) throw new Error('that is the name of a ready mapping')
  return parsed
}

/** The mappings in the file of a ready one. */
export const readyOf = (use: ReadyUse['use'], more: Partial<ReadyUse> = {}): readonly MappingSettings[] =>
  readyMappingsIn(JSON.parse(readFileSync(`config/mappings/${use}.json`, 'utf8')), { use, workouts: false, ...more })

const facts = ({ device, type, start, end, metadata, ...rest }: Sample) => ({
  device,
  type,
  value: 'value' in rest ? rest.value : undefined,
  start,
  end,
  metadata,
})

/** Ingest over a memory store, behind the mappings: from a message to what is in the store. */
export function openForeignEngine(mappings: readonly MappingSettings[]) {
  const time = { now: noon }
  const clock = (): number => time.now
  let calls = 0
  const random = (buffer: Uint8Array) => {
    calls += 1
    return buffer.map((_, index) => (calls >> (8 * (index % 4))) & 255)
  }
  const store = openMemoryStore({ clock, random })
  const devices = openDevices({ documents: store.documents, hasUser: () => true, adopt: false, random, clock })
  const ingest = createIngest({ store, devices, clock })
  const sessions = createFakeSessions(clock)
  const rejections: string[] = []
  const messages = createDeviceMessages({
    topics: createTopics('vitald'),
    foreign: openForeignTopics(mappings, 'vitald'),
    handlers: handlersOf({ devices, ingest, sessions, plans: noPlans }, clock),
    reject: (device, rejection) => rejections.push(`${device} ${JSON.stringify(rejection)}`),
    overQuota: 'refuse',
    clock,
    log: noLog(),
  })
  const send = ({ topic, payload, retained = false, after = 0 }: Given) => {
    time.now = noon + after
    return messages.handle({ topic, payload: bytesOf(payload), retained })
  }
  /** Gives every device that waits to `me`. */
  const adopt = async (): Promise<void> => {
    for (const { id, user } of devices.all()) {
      if (user === undefined) await devices.assign(id, 'me')
      await ingest.release(id)
    }
  }
  const samples = async () => {
    await adopt()
    const { items } = await store.samples('me', { limit: 10_000 })
    return items.map(facts).sort((a, b) => a.start - b.start || a.type.localeCompare(b.type))
  }
  return { store, devices, ingest, sessions, messages, rejections, send, adopt, samples, time }
}

/** Whether everything received got one fate. */
export const isBalanced = ({
  received,
  stored,
  duplicate,
  refused,
  waiting,
}: ReturnType<ReturnType<typeof openForeignEngine>['ingest']['ledger']>): boolean =>
  received === stored + duplicate + waiting + Object.values(refused).reduce((sum, count) => sum + count, 0)
