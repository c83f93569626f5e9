import { type ActivitySpan, activityAt } from '../../health/exercise/activities.js'
import { type CollectedTypeName, typesCollectedIn } from '../../health/exercise/collected-types.js'
import type { WorkoutActivityTypeName } from '../../health/type.js'
import type { CollectionChange, CollectionFilter } from '../../health/workout.js'

/** What decides what is collected: the sports, and what was asked for, in the order of its time. */
export interface CollectionPlan {
  readonly activityType?: WorkoutActivityTypeName | undefined
  readonly activities?: readonly ActivitySpan[] | undefined
  readonly collections?: readonly CollectionChange[] | undefined
}

/** What is judged: something measured at `start`, epoch ms. */
export interface Collectable {
  readonly type: string
  readonly start: number
  readonly source: string
  readonly device?: string | undefined
}

interface Rule {
  readonly at: number
  readonly wish: boolean | CollectionFilter
}

const fits = (names: readonly string[] | undefined, name: string | undefined): boolean =>
  names === undefined || (name !== undefined && names.includes(name))

const passes = (wish: boolean | CollectionFilter, { source, device }: Collectable): boolean =>
  typeof wish === 'boolean' ? wish : fits(wish.sources, source) && fits(wish.devices, device)

const noRules: ReadonlyMap<string, readonly Rule[]> = new Map()

const rulesIn = (changes: readonly CollectionChange[]): ReadonlyMap<string, readonly Rule[]> => {
  if (changes.length === 0) return noRules
  const rules = new Map<string, Rule[]>()
  for (const { at, collect } of changes)
    for (const [type, wish] of Object.entries(collect))
      if (wish !== undefined) rules.set(type, [...(rules.get(type) ?? []), { at, wish }])
  return rules
}

/**
 * What a workout collects at each instant: what was asked for of a type, else what belongs to the sport that goes on
 * (semantics §12.3).
 */
export class Collection {
  readonly #sport: WorkoutActivityTypeName
  readonly #activities: readonly ActivitySpan[]
  readonly #rules: ReadonlyMap<string, readonly Rule[]>
  /** When the sport may change. */
  readonly #turns: readonly number[]
  #known: { readonly instants: number; readonly types: readonly string[] } | undefined

  constructor({ activityType = 'other', activities = [], collections = [] }: CollectionPlan) {
    this.#sport = activityType
    // Intervals are of the workout's own sport.
    this.#activities = activities.filter((activity) => activity.activityType !== activityType)
    this.#rules = rulesIn(collections)
    this.#turns = this.#activities.flatMap(({ start, end }) => [start, end])
  }

  /** Whether it counts. */
  takes(measured: Collectable): boolean {
    if (this.#rules.size === 0) return this.#belongs(measured.type, measured.start)
    const wish = this.#rules.get(measured.type)?.findLast(({ at }) => at <= measured.start)?.wish
    return wish === undefined ? this.#belongs(measured.type, measured.start) : passes(wish, measured)
  }

  /** When what is measured stops to count, because it is not collected any more: epoch ms, or never. */
  until(measured: Collectable): number {
    if (this.#rules.size === 0 && this.#turns.length === 0) return Number.POSITIVE_INFINITY
    const rules = this.#rules.get(measured.type) ?? []
    const ends = [...rules.map(({ at }) => at), ...this.#turns].filter(
      (at) => at > measured.start && !this.takes({ ...measured, start: at }),
    )
    return Math.min(...ends)
  }

  /** The types that are collected at an instant, in alphabetical order. */
  typesAt(instant: number): readonly string[] {
    const usual = this.#typesOfSport(instant)
    if (this.#rules.size === 0) return [...usual]
    const types = new Set<string>(usual)
    for (const [type, rules] of this.#rules) {
      const wish = rules.findLast(({ at }) => at <= instant)?.wish
      if (wish === false) types.delete(type)
      else if (wish !== undefined) types.add(type)
    }
    return [...types].sort()
  }

  /** The types that were collected at any time until an instant, in alphabetical order. */
  typesUntil(start: number, end: number): readonly string[] {
    if (this.#rules.size === 0 && this.#turns.length === 0) return this.typesAt(start)
    const changes = [...this.#rules.values()].flatMap((rules) => rules.map(({ at }) => at))
    const instants = [start, ...changes, ...this.#turns].filter((at) => at >= start && at < Math.max(end, start + 1))
    // A running workout asks with every figure that is shown, and what was asked for stays.
    if (this.#known?.instants !== instants.length)
      this.#known = {
        instants: instants.length,
        types: [...new Set(instants.flatMap((at) => this.typesAt(at)))].sort(),
      }
    return this.#known.types
  }

  #belongs(type: string, at: number): boolean {
    return this.#typesOfSport(at).has(type as CollectedTypeName)
  }

  #typesOfSport(at: number): ReadonlySet<CollectedTypeName> {
    return typesCollectedIn(activityAt(this.#activities, at)?.activityType ?? this.#sport)
  }
}
