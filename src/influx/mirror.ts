import type { Logger } from 'pino'
import type { DeletedSample, Owned } from '../health/sample.js'
import type { HealthStore, PackedChanges, SampleQuery } from '../store/health-store.js'
import { writeBatch } from './batch.js'
import { deleteStatement, type Gap, gaps } from './deletes.js'
import { Outbox } from './outbox.js'
import { createPoints, type Rows, type WorkoutAt } from './points.js'
import type { Lines } from './protocol/line-batch.js'
import type { Schema } from './schema.js'
import { createFinishedWorkouts } from './workouts.js'
import type { Writer } from './writer.js'

/** Counts since the start. A point counts each time it is written. */
interface MirrorFigures {
  readonly written: number
  readonly deleted: number
  /** Points and deletions that the server refused for good. */
  readonly refused: number
  readonly batches: number
}

/** Makes the server's points equal to what the feed says. Repeating a page changes nothing. */
export interface Mirror {
  apply(page: Additions & Pick<PackedChanges, 'deleted'>): Promise<void>
  figures(): MirrorFigures
}

export interface MirrorParts {
  readonly samples: HealthStore['samples']
  readonly writer: Writer
  readonly schema: Schema
  /** The workout that is happening; finished ones are known from the feed. */
  readonly covering: WorkoutAt
  readonly log: Pick<Logger, 'warn'>
}

type Additions = Pick<PackedChanges, 'samples' | 'quantities'>
type Neighbourhood = SampleQuery & { readonly user: string }

const statementsPerQuery = 200
const samplesPerPage = 1_000

export function createMirror({ samples, writer, schema, covering, log }: MirrorParts): Mirror {
  const finished = createFinishedWorkouts()
  const counts = { written: 0, deleted: 0, refused: 0, batches: 0 }
  const points = createPoints((user, at) => covering(user, at) ?? finished.at(user, at))

  function refuse(refused: number, what: string) {
    if (refused === 0) return
    counts.refused += refused
    log.warn({ refused }, what)
  }

  async function send(lines: Lines) {
    const { written, refused, batches } = await writeBatch(writer, lines)
    counts.written += written
    counts.batches += batches
    refuse(refused, 'points refused')
  }

  async function putSample(outbox: Outbox, owned: Owned) {
    points.appendSample(outbox.lines, owned)
    if (outbox.room === 0) await outbox.sendFull()
  }

  async function putQuantities(outbox: Outbox, { columns, from, to }: Rows) {
    for (let row = from; row < to; ) {
      const next = Math.min(to, row + outbox.room)
      points.appendQuantities(outbox.lines, { columns, from: row, to: next })
      row = next
      if (outbox.room === 0) await outbox.sendFull()
    }
  }

  async function write({ samples, quantities: columns }: Additions) {
    const outbox = new Outbox(send)
    let from = 0
    for (const placed of samples) {
      await putQuantities(outbox, { columns, from, to: placed.after })
      await putSample(outbox, placed)
      from = placed.after
    }
    await putQuantities(outbox, { columns, from, to: columns.starts.length })
    await outbox.sendAll()
  }

  async function remove(deleted: readonly DeletedSample[]): Promise<readonly Gap[]> {
    const all = gaps(deleted)
    for (let from = 0; from < all.length; from += statementsPerQuery) {
      const some = all.slice(from, from + statementsPerQuery)
      refuse(await schema.run(some.map(deleteStatement)), 'deletions refused')
      counts.deleted += some.reduce((points, gap) => points + gap.points, 0)
    }
    return all
  }

  async function writeAgain({ user, ...query }: Neighbourhood) {
    const outbox = new Outbox(send)
    let cursor: string | undefined
    do {
      const page = await samples(user, { ...query, limit: samplesPerPage, cursor })
      for (const sample of page.items) await putSample(outbox, { user, sample })
      cursor = page.cursor
    } while (cursor !== undefined)
    await outbox.sendAll()
  }

  return {
    async apply({ deleted, samples: added, quantities }) {
      deleted.forEach(finished.remove)
      added.forEach(finished.add)
      const removed = await remove(deleted)
      for (const neighbourhood of removed.flatMap(neighbours)) await writeAgain(neighbourhood)
      await write({ samples: added, quantities })
      for (const workout of added.flatMap(duringWorkout)) await writeAgain(workout)
    },
    figures: () => ({ ...counts }),
  }
}

/** What stood between deleted points and went with them. */
function neighbours({ neighbours, first, last }: Gap): readonly Neighbourhood[] {
  if (neighbours === undefined) return []
  const { user, type, source, device } = neighbours
  const devices = device === undefined ? {} : { devices: [device] }
  return [{ user, types: [type], sources: [source], ...devices, start: first, end: last + 1 }]
}

/** What went by before the record of its workout did: an import, or a ride during which the server was away. */
const duringWorkout = ({ user, sample }: Owned): readonly Neighbourhood[] =>
  sample.kind === 'workout' ? [{ user, start: sample.start, end: sample.end }] : []
