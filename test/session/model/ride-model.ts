import fc from 'fast-check'
import type { SessionEventName } from '../../../src/health/workout.js'

/** What befalls a session in a random ride; times are seconds of the workout. */
export type Step =
  | { readonly kind: 'ask'; readonly event: SessionEventName; readonly second: number | undefined }
  | { readonly kind: 'span'; readonly event: 'lap' | 'segment'; readonly second: number; readonly seconds: number }
  | { readonly kind: 'collect'; readonly isOn: boolean; readonly second: number | undefined }
  | { readonly kind: 'measure'; readonly second: number; readonly heartRate: number }
  | { readonly kind: 'move'; readonly second: number; readonly speed: number }
  | { readonly kind: 'cover'; readonly part: number; readonly metres: number }
  | { readonly kind: 'pass'; readonly seconds: number }
  | { readonly kind: 'takeOver' }
  | { readonly kind: 'crash' }

/** What a random ride is started with. */
export interface Setting {
  readonly autoPause: boolean
  readonly lapTime?: number | undefined
  readonly lapLength?: number | undefined
}

/** How a ride ends, by whom it was asked, and when that says it did. `orphan` is nobody any more. */
export interface Ending {
  readonly by: 'end' | 'finish' | 'discard' | 'orphan'
  readonly second: number | undefined
}

export interface RandomRide {
  readonly setting: Setting
  /** When a ride that was only prepared starts, after the first few steps; undefined for one that starts at once. */
  readonly begins: number | undefined
  readonly steps: readonly Step[]
  readonly ending: Ending
}

/** A ride that is longer than this is not tried. */
export const longestSeconds = 600
/** Distance comes in parts of so many seconds. */
export const partSeconds = 10

const second = fc.integer({ min: 0, max: longestSeconds })
const told = fc.option(second, { nil: undefined })
const events: readonly SessionEventName[] = [
  ...(['pause', 'resume', 'pauseOrResumeRequest', 'motionPaused', 'motionResumed'] as const),
  ...(['lap', 'segment', 'marker', 'beginActivity', 'endActivity'] as const),
]
const closing: readonly SessionEventName[] = ['start', 'stop', 'next']

const ask = fc.record({
  kind: fc.constant('ask' as const),
  event: fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...events) },
    { weight: 1, arbitrary: fc.constantFrom(...closing) },
  ),
  second: told,
})
const span = fc.record({
  kind: fc.constant('span' as const),
  event: fc.constantFrom('lap', 'segment'),
  second,
  seconds: fc.integer({ min: -1, max: 60 }),
})
const collect = fc.record({ kind: fc.constant('collect' as const), isOn: fc.boolean(), second: told })
const measure = fc.record({
  kind: fc.constant('measure' as const),
  second,
  heartRate: fc.integer({ min: 40, max: 200 }),
})
const pass = fc.record({ kind: fc.constant('pass' as const), seconds: fc.integer({ min: 1, max: 40 }) })
const move = fc.record({ kind: fc.constant('move' as const), second, speed: fc.constantFrom(0, 0, 8) })
const cover = fc.record({
  kind: fc.constant('cover' as const),
  part: fc.integer({ min: 0, max: longestSeconds / partSeconds - 1 }),
  metres: fc.integer({ min: 0, max: 150 }),
})

const stepsWith = (measured: fc.Arbitrary<Step>): fc.Arbitrary<readonly Step[]> => {
  const step: fc.Arbitrary<Step> = fc.oneof(
    { weight: 6, arbitrary: ask },
    { weight: 6, arbitrary: measure },
    { weight: 4, arbitrary: pass },
    { weight: 12, arbitrary: measured },
    { weight: 1, arbitrary: fc.oneof<fc.Arbitrary<Step>[]>(span, collect) },
    { weight: 1, arbitrary: fc.constantFrom<Step>({ kind: 'crash' }, { kind: 'crash' }, { kind: 'takeOver' }) },
  )
  return fc.array(step, { maxLength: 50 })
}

const seconds = fc.option(fc.integer({ min: 5, max: 200 }), { nil: undefined })
const metres = fc.integer({ min: 50, max: 600 })
const begins = fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined, freq: 2 })
const ending: fc.Arbitrary<Ending> = fc.record({
  by: fc.constantFrom('end', 'end', 'end', 'finish', 'finish', 'discard', 'orphan'),
  second: told,
})

/**
 * Any course of a ride: commands of the present and of the past, readings late and early, crashes. Either the sensors tell
 * of motion, and the ride pauses by itself, or of distance.
 */
export const rides: fc.Arbitrary<RandomRide> = fc.oneof(
  fc.record({
    setting: fc.record({ autoPause: fc.constant(true), lapTime: seconds }),
    steps: stepsWith(move),
    ...{ begins, ending },
  }),
  fc.record({
    setting: fc.record({ autoPause: fc.constant(false), lapLength: metres }),
    steps: stepsWith(cover),
    ...{ begins, ending },
  }),
)
