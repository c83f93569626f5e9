import { HealthError } from '../../health/error.js'
import type { NewSample } from '../../health/sample.js'
import { placesPerCommit } from '../feed/position.js'
import type { SaveResult } from '../health-store.js'
import type { Addition } from './associator.js'
import type { Description } from './describer.js'
import type { Removal } from './remover.js'

/** A batch to be saved. */
export interface SaveOperation {
  readonly kind: 'save'
  readonly user: string
  readonly samples: readonly NewSample[]
  /** How many of the table's rows they take. */
  readonly rows: number
  /** Whether they may come a second time. */
  readonly replays: boolean
  /** The workout that they are added to. */
  readonly workout: string | undefined
  /** The workouts that go with this commit. */
  readonly replaces: readonly string[]
}

/** What waits for the next commit. */
export type Operation =
  | SaveOperation
  | ({ readonly kind: 'delete' } & Removal)
  | { readonly kind: 'put'; readonly document: string; readonly id: string; readonly json: string }
  | { readonly kind: 'remove'; readonly document: string; readonly id: string }
  | ({ readonly kind: 'associate' } & Addition)
  | { readonly kind: 'describe'; readonly description: Description }
  // Changes nothing; its promise tells that all before it are done.
  | { readonly kind: 'mark' }

/** What became of an operation: of a save its result, of a deletion how many there were. */
export type Outcome = SaveResult | number

/** An operation and its promise. */
export interface Pending {
  readonly operation: Operation
  readonly resolve: (outcome: Outcome) => void
  readonly reject: (error: unknown) => void
}

const weightOf = ({ operation }: Pending): number => {
  if (operation.kind === 'save') return operation.samples.length
  return operation.kind === 'delete' || operation.kind === 'associate' ? operation.uuids.length : 1
}

const mostBatches = 100_000
const mostWeight = 1_000_000
/** So many rows has a commit of several batches, and a batch, at most; a commit has a place in the feed for twice as many. */
export const mostRows = placesPerCommit / 2

const rowsOf = ({ operation }: Pending): number => {
  // What is added to a workout and was there before takes a place as a row does.
  if (operation.kind === 'save') {
    const { rows, samples, workout, replaces } = operation
    return replaces.length + (workout === undefined ? rows : Math.max(rows, samples.length))
  }
  return operation.kind === 'delete' || operation.kind === 'associate' ? operation.uuids.length : 0
}

// A commit holds the event loop, so a long queue is taken in parts.
const commitWeight = 100_000

/** The bounded line of operations that wait. */
export class PendingQueue {
  #items: Pending[] = []
  #head = 0
  #weight = 0

  get length(): number {
    return this.#items.length - this.#head
  }

  add(pending: Pending): void {
    const weight = weightOf(pending)
    if (this.length >= mostBatches || (this.#weight + weight > mostWeight && this.#weight > 0)) {
      throw new HealthError('tooManyRequests', 'too many samples wait to be stored')
    }
    this.#items.push(pending)
    this.#weight += weight
  }

  /**
   * The operations of the next commit, oldest first. Saves and deletions do not share one, so that in every commit
   * deletions come before additions; what is deleted is found no more by whoever associates it afterwards.
   */
  takeGroup(): readonly Pending[] {
    const group: Pending[] = []
    let [weight, rows] = [0, 0]
    let held: 'save' | 'delete' | undefined
    while (this.#head < this.#items.length && weight < commitWeight) {
      const next = this.#items[this.#head] as Pending
      const kind = next.operation.kind === 'associate' ? 'save' : next.operation.kind
      if (kind === 'save' || kind === 'delete') {
        if (held !== undefined && held !== kind) break
        held = kind
      }
      if (rows > 0 && rows + rowsOf(next) > mostRows) break
      rows += rowsOf(next)
      weight += weightOf(next)
      group.push(next)
      this.#head += 1
    }
    this.#weight -= weight
    this.#compact()
    return group
  }

  #compact(): void {
    if (this.#head === this.#items.length) {
      this.#items = []
      this.#head = 0
    } else if (this.#head > 10_000) {
      this.#items = this.#items.slice(this.#head)
      this.#head = 0
    }
  }
}
