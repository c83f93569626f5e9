import { describe, expect, it } from 'vitest'
import { alertText, planLines, planRecordLines } from '../../../src/cli/text/plan-text.js'

const target = { type: 'cyclingPower', from: 240, to: 260 }
const progress = {
  name: 'Twice five',
  steps: 3,
  step: 2,
  present: { kind: 'work', name: 'Hard', repetition: 1 },
  target,
  left: { by: 'time', value: 90.4 },
  next: { kind: 'recover', end: { by: 'time', value: 60 }, target: { type: 'cyclingPower', to: 140 } },
}
const present = { now: () => 221, since: 5, at: Date.parse('2026-11-22T12:00:30.000Z') }

describe('the plan that is followed', () => {
  it('is told by its step, what is left of it by now, its target against the present value, and what comes', () => {
    expect(planLines(progress, present)).toEqual([
      'Twice five  step 2 of 3: Hard 1',
      '1:26 left  target 240 to 260 W, now 221 W',
      'next: recovery, 1:00, under 140 W',
    ])
  })

  it('says that a press ends the step, and that all are done', () => {
    const { left: _, target: __, next: ___, ...pressed } = progress
    expect(planLines(pressed, present).at(-1)).toBe('ends by a press')
    expect(planLines({ name: 'Twice five', steps: 3 }, present)).toEqual(['Twice five  all steps done'])
  })

  it('says that its target is missed, and for how long', () => {
    const alert = { side: 'below', since: '2026-11-22T12:00:10.000Z' } as const
    expect(alertText({ ...progress, alert }, present)).toBe('below the target for 0:20')
    expect(alertText(progress, present)).toBe('')
    const two = {
      ...progress,
      alert: { ...alert, type: 'cyclingCadence' },
      secondaryTarget: { type: 'cyclingCadence' },
    }
    expect(alertText(two, present)).toBe('below the target of cycling cadence for 0:20')
  })
})

describe('a plan that was followed', () => {
  it('is a line a step, with what became of it, columns aligned', () => {
    const work = { kind: 'work', name: 'Hard', target, elapsed: 300, distance: 2_500 }
    const lines = planRecordLines({
      name: 'Twice five',
      steps: [
        { ...work, outcome: 'completed', timeInTarget: 240, averages: { cyclingPower: 248.4 } },
        { kind: 'cooldown', outcome: 'unfinished' },
      ],
    })
    expect(lines).toEqual([
      '  1  Hard       completed   5:00  2.50 km  240 to 260 W  average 248 W  in target 4:00 (80 %)',
      '  2  cool-down  unfinished     –        –',
    ])
  })
})
