import { type Fault, invalidArgument } from './error.js'
import { readCategory } from './rules/category-rules.js'
import { readCorrelation } from './rules/correlation-rules.js'
import { type Form, reject } from './rules/form.js'
import { readQuantity } from './rules/quantity-rules.js'
import { readFacts } from './rules/sample-facts.js'
import { readSeries } from './rules/series-rules.js'
import { workoutEvents } from './rules/workout-events.js'
import type {
  Metadata,
  NewCategorySample,
  NewCorrelationSample,
  NewQuantitySample,
  NewSeriesSample,
  NewWorkoutSample,
} from './sample.js'
import {
  type CategoryTypeName,
  type CorrelationTypeName,
  findType,
  type QuantityTypeName,
  type SampleType,
} from './type.js'
import type { Workout } from './workout.js'

// The same rules as for what comes as JSON, for samples that are made in code: importers, simulators, the engine itself.
// Types that only the system makes are allowed here.

/** What every new sample is made of. Times are epoch ms; `end` defaults to `start`, of a series to its last time. */
export interface SampleFacts {
  readonly start: number
  readonly end?: number | undefined
  readonly source: string
  readonly device?: string | undefined
  readonly uuid?: string | undefined
  /** IANA name of the zone the person was in. */
  readonly timeZone?: string | undefined
  readonly metadata?: Metadata | undefined
}

/** `unit` is the type's canonical one when left out. */
export interface QuantityFacts extends SampleFacts {
  readonly type: QuantityTypeName
  readonly value: number
  readonly unit?: string | undefined
}

export interface SeriesFacts extends SampleFacts {
  readonly type: QuantityTypeName
  /** In any order; of quantities with the same time the last one counts. */
  readonly times: readonly number[]
  /** When the interval of each quantity ends; all are instants when left out. */
  readonly ends?: readonly number[] | undefined
  readonly values: readonly number[]
  readonly unit?: string | undefined
}

/** `value` is a case's name or raw value. */
export interface CategoryFacts extends SampleFacts {
  readonly type: CategoryTypeName
  readonly value: number | string
  /** Whether nobody knows the end yet; then it is left out. */
  readonly hasUndeterminedDuration?: boolean | undefined
}

/** The objects' source and device are those of the correlation, and so are their times when left out. */
export interface CorrelationFacts extends SampleFacts {
  readonly type: CorrelationTypeName
  readonly objects: readonly (Omit<QuantityFacts, 'source' | 'start'> & Partial<Pick<QuantityFacts, 'start'>>)[]
}

type TypeOf<Family extends SampleType['family']> = Extract<SampleType, { family: Family }>

/** Reads the facts by the rules of their kind; throws `invalidArgument` with a pointer to each that breaks one. */
export function make<Facts extends Pick<SampleFacts, 'source'>, Made>(
  facts: Facts,
  read: (form: Form) => Made | undefined,
): Made & { readonly source: string } {
  const faults: Fault[] = []
  const made = read({ members: { ...facts }, pointer: '', faults })
  if (made === undefined || faults.length > 0) throw invalidArgument('the sample is not valid', faults)
  return { ...made, source: facts.source }
}

function typeNamed<Family extends SampleType['family']>(form: Form, family: Family): TypeOf<Family> | undefined {
  const type = findType(String(form.members.type))
  const matches = (found: SampleType): found is TypeOf<Family> => found.family === family
  return type !== undefined && matches(type) ? type : reject(form, 'type', `is not a ${family} type`)
}

/** One quantity. Semantics § 4.3. Throws `invalidArgument`. */
export const quantitySample = (facts: QuantityFacts): NewQuantitySample =>
  make(facts, (form) => {
    const type = typeNamed(form, 'quantity')
    return type && readQuantity(form, type)
  })

/** Many quantities, at most 10,000. Semantics § 7. Throws `invalidArgument`. */
export const seriesSample = (facts: SeriesFacts): NewSeriesSample =>
  make(facts, (form) => {
    const type = typeNamed(form, 'quantity')
    return type && readSeries(form, type)
  })

/** A case of the type's enumeration. Semantics § 4.5. Throws `invalidArgument`. */
export const categorySample = (facts: CategoryFacts): NewCategorySample =>
  make(facts, (form) => {
    const type = typeNamed(form, 'category')
    return type && readCategory(form, type)
  })

/** Blood pressure or food. Semantics § 4.6. Throws `invalidArgument`. */
export function correlationSample(facts: CorrelationFacts): NewCorrelationSample {
  const made = make(facts, (form) => {
    const type = typeNamed(form, 'correlation')
    return type && readCorrelation(form, type)
  })
  const origin = { source: facts.source, device: facts.device }
  return { ...made, objects: made.objects.map((object) => ({ ...object, ...origin })) }
}

function checkWorkout(form: Form, { elapsed, total, activities }: Workout): void {
  if (!(elapsed >= 0)) reject(form, 'elapsed', 'is not a number of seconds')
  if (!(total >= elapsed)) reject(form, 'total', 'is less than elapsed')
  if (activities.length === 0) reject(form, 'activities', 'is empty: every workout has at least one')
}

/** The sample of a finished workout, its id being the sample's UUID. Semantics § 10. Throws `invalidArgument`. */
export function workoutSample(workout: Workout, origin: Omit<SampleFacts, 'start' | 'end' | 'uuid'>): NewWorkoutSample {
  const events = workoutEvents(workout.events)
  const facts: SampleFacts = { ...origin, start: workout.start, end: workout.end, uuid: workout.id }
  return make(facts, (form) => {
    const type = findType('workout')
    checkWorkout(form, workout)
    const read = type && readFacts(form, type)
    return read && { kind: 'workout' as const, type: 'workout' as const, ...read, workout: { ...workout, events } }
  })
}
