import { expect, it } from 'vitest'
import { frameLines } from '../../../src/cli/live/frame.js'
import { plain } from '../../../src/cli/text/paint.js'
import { liveFields } from '../../../src/cli/text/workout-fields.js'

const at = '2026-11-22T12:10:00.000Z'
const zone = (from: number, to: number, seconds: number) => ({ from, to, seconds })
const session = liveFields.parse({
  ...{ id: 'ride', activityType: 'swimBikeRun', location: 'outdoor', state: 'running', start: at, at, lap: 1 },
  ...{ elapsed: 600, total: 600, events: [], statistics: {} },
  laps: [{ elapsed: 600, statistics: {} }],
  activities: [
    { activityType: 'swimming', elapsed: 300, statistics: {} },
    { activityType: 'cycling', elapsed: 300, statistics: {} },
  ],
  zones: {
    heartRate: [zone(100, 120, 60), zone(120, 140, 540)],
    cyclingPower: [zone(0, 200, 300)],
    cyclingCadence: [zone(0, 80, 60)],
  },
  interruptions: [{ start: '2026-11-22T12:02:00.000Z', end: '2026-11-22T12:02:16.000Z' }],
  currentZones: { heartRate: 1, cyclingPower: 0 },
  metrics: { normalizedPower: 222.4, intensityFactor: 0.889, wPrimeBalance: 18_800 },
  plan: {
    ...{ name: 'Short', steps: 2, step: 1, present: { kind: 'work' }, left: { by: 'time', value: 60 } },
    alert: { side: 'above', since: '2026-11-22T12:09:50.000Z' },
  },
})

const lines = frameLines({ session, reading: () => undefined, since: 10, columns: 100, paint: plain })

it('shows the sport that goes on, the step of the plan with what is left, and that its target is missed', () => {
  expect(lines[0]).toBe('swim bike run: cycling, outdoor')
  const from = lines.indexOf('Short  step 1 of 2: work')
  expect(lines.slice(from, from + 3)).toEqual(['Short  step 1 of 2: work', 'above the target for 0:20', '0:50 left'])
})

it('says how long nothing was heard', () => {
  expect(lines).toContain('0:16 not heard, vitald was down')
})

it('shows the figures so far, a bar for each type that has zones, and the laps', () => {
  expect(lines).toContain('NP 222 W   IF 0.89   W′ 18.8 kJ')
  expect(lines).toContain('heart rate zone 2 of 2  120 to 140 bpm  9:00')
  expect(lines).toContain('cycling power zone 1 of 1  0 to 200 W  5:00')
  expect(lines).toContain('cycling cadence zones')
  expect(lines.at(-1)).toBe('  1  10:10  –  –  –  –')
})
