import fc from 'fast-check'
import type { SessionEventName } from '../../../src/health/workout.js'

/** What befalls a session in a random ride; times are seconds of the workout. */
export type Step =
  | { readonly kind: 'ask'; readonly event: SessionEventName; readonly second: number | undefined }
  | { readonly kind: 'measure'; readonly second: number; readonly heartRate: number }
  | { readonly kind: 'pass'; readonly seconds: number }
  | { readonly kind: 'crash' }

/** A ride that is longer than this is not tried. */
export const longestSeconds = 600

const second = fc.integer({ min: 0, max: longestSeconds })
const events: readonly SessionEventName[] = ['pause', 'resume', 'pauseOrResumeRequest', 'lap', 'segment', 'marker']
const closing: readonly SessionEventName[] = ['start', 'stop', 'next']

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('ask' as const),
      event: fc.oneof(
        { weight: 12, arbitrary: fc.constantFrom(...events) },
        { weight: 1, arbitrary: fc.constantFrom(...closing) },
      ),
      second: fc.option(second, { nil: undefined }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('measure' as const),
      second,
      heartRate: fc.integer({ min: 40, max: 200 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('pass' as const), seconds: fc.integer({ min: 1, max: 40 }) }),
  },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: 'crash' }) },
)

/** Any course of a ride: commands of the present and of the past, readings late and early, crashes. */
export const rides: fc.Arbitrary<readonly Step[]> = fc.array(step, { maxLength: 40 })
