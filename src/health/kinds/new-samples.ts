import type {
  NewAudiogramSample,
  NewElectrocardiogramSample,
  NewHeartbeatSeriesSample,
  NewStateOfMindSample,
  NewWorkoutRouteSample,
} from '../sample.js'
import { make, type SampleFacts } from '../sample-rules.js'
import { singleType } from '../type.js'
import type { SensitivityPoint } from './audiogram.js'
import { readAudiogram } from './audiogram-rules.js'
import type { Electrocardiogram } from './electrocardiogram.js'
import { readElectrocardiogram } from './electrocardiogram-rules.js'
import type { Heartbeat } from './heartbeat.js'
import { readHeartbeatSeries } from './heartbeat-rules.js'
import type { Location } from './location.js'
import { readWorkoutRoute } from './route-rules.js'
import type { StateOfMind } from './state-of-mind.js'
import { readStateOfMind } from './state-of-mind-rules.js'

// The same rules as for what comes as JSON. Each function throws `invalidArgument` with a pointer to each fault.

/** The end is that of the last beat when left out. */
export interface HeartbeatSeriesFacts extends SampleFacts {
  readonly beats: readonly Heartbeat[]
}

/** Start and end are those of the first and last location when left out. */
export interface WorkoutRouteFacts extends Omit<SampleFacts, 'start'> {
  readonly start?: number | undefined
  readonly workoutUuid: string
  /** In any order. */
  readonly locations: readonly Location[]
}

/** The end is that of the last voltage when left out. */
export interface ElectrocardiogramFacts extends SampleFacts {
  readonly electrocardiogram: Electrocardiogram
}

/** A point without a sensitivity of an ear has that of the first test of the ear without masking. */
export interface AudiogramFacts extends SampleFacts {
  readonly points: readonly (Omit<SensitivityPoint, 'tests'> & Partial<Pick<SensitivityPoint, 'tests'>>)[]
}

export interface StateOfMindFacts extends Omit<SampleFacts, 'end'> {
  readonly stateOfMind: StateOfMind
}

/** Beats of the heart, at most `heartbeatsMax`. Semantics § 8.1. */
export const heartbeatSeriesSample = (facts: HeartbeatSeriesFacts): NewHeartbeatSeriesSample =>
  make(facts, (form) => readHeartbeatSeries(form, singleType('heartbeatSeries')))

/** Where a workout went, at most `locationsMax` locations. Semantics § 8.2. */
export const workoutRouteSample = ({ workoutUuid, ...facts }: WorkoutRouteFacts): NewWorkoutRouteSample =>
  make({ ...facts, workout: workoutUuid }, (form) => readWorkoutRoute(form, singleType('workoutRoute')))

const membersOf = ({ leads, ...facts }: Electrocardiogram) => ({
  ...facts,
  voltages: Object.fromEntries(leads.map(({ lead, voltages }) => [lead, voltages])),
})

/** An electrocardiogram, at most `voltagesMax` voltages. Semantics § 8.3. */
export const electrocardiogramSample = ({
  electrocardiogram,
  ...facts
}: ElectrocardiogramFacts): NewElectrocardiogramSample =>
  make({ ...facts, ...membersOf(electrocardiogram) }, (form) =>
    readElectrocardiogram(form, singleType('electrocardiogram')),
  )

/** A hearing test. Semantics § 8.4. */
export const audiogramSample = ({ points, ...facts }: AudiogramFacts): NewAudiogramSample =>
  make({ ...facts, sensitivityPoints: points }, (form) => readAudiogram(form, singleType('audiogram')))

/** How somebody felt. Semantics § 8.8. */
export const stateOfMindSample = ({ stateOfMind, ...facts }: StateOfMindFacts): NewStateOfMindSample =>
  make({ ...facts, ...stateOfMind }, (form) => readStateOfMind(form, singleType('stateOfMind')))
