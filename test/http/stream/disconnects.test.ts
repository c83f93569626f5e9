import { connect } from 'node:net'
import { setTimeout as rest, setImmediate } from 'node:timers/promises'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { NewSample } from '../../../src/health/sample.js'
import { pressure } from '../../contracts/store-saves.js'
import { beat, quantity, steps, ten } from '../../store/samples.js'
import { seededRandom } from '../../store/seeded-random.js'
import { openApp, type TestApp, token } from '../open-app.js'

interface SampleJson {
  readonly uuid: string
}
interface Page {
  readonly added: readonly SampleJson[]
  readonly deleted: readonly SampleJson[]
}

/** A copy of a person's samples, kept by a stream that is cut again and again. */
class Copy {
  readonly held = new Map<string, SampleJson>()
  lastId: string | undefined
  events = 0

  /** Takes the whole events of what was received; half an event is none. */
  take(text: string): void {
    for (const block of text.split('\n\n').slice(0, -1)) {
      const id = /^id: (.*)$/m.exec(block)?.[1]
      const data = /^data: (.*)$/m.exec(block)?.[1]
      if (id === undefined || data === undefined) continue
      this.apply(JSON.parse(data) as Page)
      this.lastId = id
      this.events += 1
    }
  }

  apply({ added, deleted }: Page): void {
    for (const { uuid } of deleted) this.held.delete(uuid)
    for (const sample of added) {
      expect(this.held.has(sample.uuid)).toBe(false)
      this.held.set(sample.uuid, sample)
    }
  }
}

/** Where a connection is cut: after so many bytes of its answer, or so long after the first of them. */
interface Cut {
  readonly bytes: number
  readonly ms: number
}

/** Follows the stream on a socket of its own until it is cut, and hands on what came before that. */
const followUntil = (address: string, lastId: string | undefined, { bytes, ms }: Cut): Promise<string> =>
  new Promise((resolve, reject) => {
    const { hostname, port, host } = new URL(address)
    const socket = connect({ host: hostname, port: Number(port) })
    const resume = lastId === undefined ? '' : `last-event-id: ${lastId}\r\n`
    socket.write(
      `GET /v1/users/me/changes/stream HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${token}\r\n${resume}\r\n`,
    )
    let received = Buffer.alloc(0)
    let late: NodeJS.Timeout | undefined
    socket.on('data', (chunk) => {
      late ??= setTimeout(() => socket.destroy(), ms)
      received = Buffer.concat([received, chunk]).subarray(0, bytes)
      if (received.length === bytes) socket.destroy()
    })
    socket.on('error', reject)
    socket.on('close', () => {
      clearTimeout(late)
      const text = received.toString('utf8')
      const body = text.indexOf('\r\n\r\n')
      if (body >= 0) expect(text.slice(0, 15)).toBe('HTTP/1.1 200 OK')
      resolve(body < 0 ? '' : text.slice(body + 4))
    })
  })

const series = (start: number, count: number): NewSample => {
  const times = Array.from({ length: count }, (_, at) => start + at * 500)
  const facts = { source: 'trainer', metadata: {}, start, end: times.at(-1) ?? start }
  return { kind: 'series', type: 'cyclingPower', times, values: times.map((_, at) => 100 + at), ...facts }
}

const sampleOf = (kind: number, n: number): NewSample => {
  const start = ten + n * 1_000
  // Late data: days before all the rest.
  const late = start - 30 * 86_400_000
  const metadata = { syncIdentifier: `${n % 20}`, syncVersion: n + 1 }
  const kinds = [
    () => beat(start, 60 + (n % 90)),
    () => beat(late, 50),
    () => steps(start, start + 900, 3),
    () => quantity('bodyMass', start, 70, { metadata }),
    () => pressure(start),
    () => series(start, 1 + (n % 60)),
  ] as const
  return (kinds[kind % kinds.length] ?? kinds[0])()
}

type Move =
  | { readonly do: 'save'; readonly kinds: readonly number[]; readonly n: number }
  | { readonly do: 'delete'; readonly picks: readonly number[] }
  | { readonly do: 'condense' }

interface Round {
  readonly cut: Cut
  readonly moves: readonly Move[]
}

/** Whole numbers below a bound, the same for the same seed. */
const diceOf = (seed: number) => {
  const draw = seededRandom(seed)
  const below = (bound: number): number => new DataView(draw(new Uint8Array(4)).buffer).getUint32(0) % bound
  const some = (most: number): number[] => Array.from({ length: below(most + 1) }, () => below(100_000))
  return { below, some }
}
type Dice = ReturnType<typeof diceOf>

const moveOf = ({ below, some }: Dice): Move => {
  const kind = below(12)
  if (kind < 8) return { do: 'save', kinds: some(6), n: below(3_000) }
  return kind < 11 ? { do: 'delete', picks: some(4) } : { do: 'condense' }
}

const roundOf = (dice: Dice): Round => ({
  cut: { bytes: 1 + dice.below(dice.below(2) === 0 ? 4_000 : 80_000), ms: dice.below(10) },
  moves: Array.from({ length: dice.below(4) }, () => moveOf(dice)),
})

const take = async ({ store }: TestApp, one: Move): Promise<void> => {
  if (one.do === 'condense') return store.condense()
  if (one.do === 'save') {
    await store.save(
      'me',
      one.kinds.map((kind, at) => sampleOf(kind, one.n + at)),
    )
    return
  }
  const { items } = await store.samples('me', { limit: 20, sort: 'descending' })
  const uuids = [...new Set(one.picks.flatMap((pick) => items[pick % Math.max(1, items.length)]?.uuid ?? []))]
  await store.delete('me', uuids).catch((error: { code?: string }) => expect(error.code).toBe('notFound'))
}

const live = async (http: TestApp, address: string, copy: Copy, { cut, moves }: Round): Promise<void> => {
  const text = followUntil(address, copy.lastId, cut)
  for (const one of moves) {
    await take(http, one)
    await setImmediate()
  }
  copy.take(await text)
}

const storedIn = async (http: TestApp): Promise<Map<string, SampleJson>> => {
  const found = new Map<string, SampleJson>()
  for (let cursor = ''; ; ) {
    const { json } = await http.ask('GET', `/v1/users/me/samples?limit=1000${cursor}`)
    const page = json as { items: readonly SampleJson[]; cursor?: string }
    for (const sample of page.items) found.set(sample.uuid, sample)
    if (page.cursor === undefined) return found
    cursor = `&cursor=${encodeURIComponent(page.cursor)}`
  }
}

const catchUp = async (http: TestApp, copy: Copy): Promise<void> => {
  for (let [anchor, more] = [copy.lastId, true]; more; ) {
    const { json } = await http.ask(
      'GET',
      `/v1/users/me/changes?limit=500${anchor === undefined ? '' : `&anchor=${anchor}`}`,
    )
    const page = json as Page & { anchor: string; more: boolean }
    copy.apply(page)
    ;({ anchor, more } = page)
  }
}

it('has a whole copy after five hundred cuts of its stream, deletions included', { timeout: 120_000 }, async () => {
  const property = fc.asyncProperty(fc.nat({ max: 2 ** 31 }), async (seed) => {
    const dice = diceOf(seed)
    const http = await openApp()
    const address = await http.listen()
    const copy = new Copy()
    try {
      for (let cuts = 0; cuts < 500; cuts += 1) await live(http, address, copy, roundOf(dice))
      // What the stream had not delivered when it was cut last.
      await rest(1)
      await catchUp(http, copy)
      const stored = await storedIn(http)
      expect(stored.size).toBeGreaterThan(500)
      expect(copy.held).toEqual(stored)
      expect(copy.events).toBeGreaterThan(100)
      expect(http.store.figures().deleted).toBeGreaterThan(100)
    } finally {
      await http.close()
    }
  })
  // A failure prints the seed.
  await fc.assert(property, { numRuns: 1, endOnFailure: true })
})
