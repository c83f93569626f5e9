import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { Random } from '../../simulators/seed.js'
import { Link, type LinkMessage } from '../../simulators/watch-link.js'
import type { Daemon } from '../setup/daemon.js'

// Clients that try again until they are answered, as good ones do, and note what they were told.

/** What a client does again and again; resolves when one round is acknowledged. */
export type Round = (number: number) => Promise<void>

const retryMs = 30
// A link gives up after sixty attempts, which have to last longer than some starts in a row.
const reconnectMs = 400

/** Sends until there is an answer that is none of a server in trouble. */
async function insist(
  daemon: Daemon,
  ...request: Parameters<Daemon['send']>
): Promise<{ readonly status: number; readonly body: unknown }> {
  for (;;) {
    const answer = await daemon.send(...request).catch(() => undefined)
    if (answer !== undefined && answer.status < 500) return answer
    await pause(retryMs)
  }
}

const beat = (start: number, value: number) => ({ type: 'heartRate', unit: 'count/min', start, value })

/** What must be there in the end, and what must not: starts in epoch ms. */
export interface Expected {
  readonly kept: Set<number>
  readonly deleted: Set<number>
}

const uuidsSchema = z.object({ uuids: z.array(z.string()) })

/** A program that saves batches by HTTP, and deletes a sample of some. */
export function createTypist(daemon: Daemon, user: string, { random, from }: { random: Random; from: number }) {
  const expected: Expected = { kept: new Set(), deleted: new Set() }
  let next = from
  const round: Round = async () => {
    const starts = Array.from({ length: 1 + Math.floor(random.next() * 40) }, () => (next += 1_000))
    const samples = starts.map((start) => beat(start, 50 + Math.floor(random.next() * 100)))
    const { status, body } = await insist(daemon, 'POST', `/v1/users/${user}/samples`, { samples })
    if (status !== 201) throw new Error(`a save answered ${status}: ${JSON.stringify(body)}`)
    for (const start of starts) expected.kept.add(start)
    const [first] = starts
    const [uuid] = uuidsSchema.parse(body).uuids
    if (first === undefined || random.next() > 0.3) return
    const removed = await insist(daemon, 'DELETE', `/v1/users/${user}/samples/${uuid}`)
    // A second try finds nothing when only the answer to the first was lost.
    if (![204, 404].includes(removed.status)) throw new Error(`a deletion answered ${removed.status}`)
    expected.kept.delete(first)
    expected.deleted.add(first)
  }
  return { round, expected }
}

const credentialSchema = z.object({ username: z.string(), password: z.string() })

async function register(daemon: Daemon, device: string): Promise<z.infer<typeof credentialSchema>> {
  for (;;) {
    const { status, body } = await insist(daemon, 'POST', '/v1/devices', { device })
    if (status === 201) return credentialSchema.parse(body)
    // It is there, but the answer with its password was lost.
    await insist(daemon, 'DELETE', `/v1/devices/${device}`)
  }
}

const openLink = (url: string, username: string, password: string): Link => {
  const say = (name: string, payload: string): LinkMessage => ({
    topic: `vitald/devices/${username}/${name}`,
    payload,
    retain: name === 'status',
  })
  return Link.open({
    ...{ url, username, password, client: username, retryMs: reconnectMs },
    will: say('status', 'offline'),
    greetings: [say('status', 'online')],
    inbox: `vitald/devices/${username}/rejected`,
    onInbox: () => undefined,
  })
}

/** New devices one after the other, whose samples wait for an owner, who comes after half of them. */
export function createNewcomers(daemon: Daemon, user: string, { random, from }: { random: Random; from: number }) {
  const kept = new Set<number>()
  const owned = new Set<string>()
  const round: Round = async (number) => {
    const device = `newcomer-${number}`
    const { username, password } = await register(daemon, device)
    const link = openLink(daemon.mqtt, username, password)
    const publish = async (count: number) => {
      const starts = Array.from(
        { length: count },
        (_, index) => from + number * 1_000_000 + (kept.size + index) * 1_000,
      )
      const samples = starts.map((start) => beat(start, 50 + Math.floor(random.next() * 100)))
      const topic = `vitald/devices/${device}/samples`
      await link.publish({ topic, payload: JSON.stringify({ samples }), retain: false })
      for (const start of starts) kept.add(start)
    }
    await publish(1 + Math.floor(random.next() * 20))
    const assigned = await insist(daemon, 'PATCH', `/v1/devices/${device}`, { user })
    if (assigned.status !== 200) throw new Error(`an assignment answered ${assigned.status}`)
    owned.add(device)
    await publish(1 + Math.floor(random.next() * 20))
    await link.close({ topic: `vitald/devices/${device}/status`, payload: 'offline', retain: true })
  }
  return { round, kept, owned }
}

/** Goes round until told to stop; resolves to how many rounds there were when the last one is through. */
export async function keepGoing(round: Round, isOver: () => boolean): Promise<number> {
  let rounds = 0
  while (!isOver()) await round(rounds++)
  return rounds
}
