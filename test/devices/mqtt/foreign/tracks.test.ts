import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type TrackRules, Tracks } from '../../../../devices/mqtt/foreign/tracks.js'
import { propertyRuns } from '../../../setup/property-runs.js'

/** What becomes of values, each at its time: `value from start`, or why not. */
const run = (rules: TrackRules, ...given: readonly (readonly [at: number, value: number])[]): string[] => {
  const tracks = new Tracks()
  return given.map(([at, value]) => {
    const { passage } = tracks.take({ device: 'd', type: 't', at, value }, rules)
    return 'dropped' in passage ? passage.dropped : `${passage.value} from ${passage.start}`
  })
}

describe('totals', () => {
  it('become what was added since the message before', () => {
    expect(run({ counts: 'total' }, [0, 100], [1_000, 110], [3_000, 130])).toEqual([
      'counted',
      '10 from 0',
      '20 from 1000',
    ])
  })

  it('that stand still begin their next sample where they last did', () => {
    expect(run({ counts: 'total' }, [0, 100], [1_000, 100], [3_000, 101])).toEqual([
      'counted',
      'counted',
      '1 from 1000',
    ])
  })

  it('that begin anew count from there', () => {
    expect(run({ counts: 'total' }, [0, 9_000], [1_000, 3], [2_000, 5])).toEqual(['counted', '3 from 0', '2 from 1000'])
    expect(run({ counts: 'total' }, [0, 9_000], [1_000, 0], [2_000, 5])).toEqual(['counted', 'counted', '5 from 1000'])
  })

  it('that come too fast are counted with the next one', () => {
    expect(run({ counts: 'total', minInterval: 1_000 }, [0, 0], [500, 5], [1_000, 9])).toEqual([
      'counted',
      'counted',
      '9 from 0',
    ])
  })

  it('after a long silence are of the last day', () => {
    const day = 86_400_000
    expect(run({ counts: 'total' }, [0, 0], [3 * day, 5])).toEqual(['counted', `5 from ${2 * day}`])
  })

  it('add up to how far they came, whatever the times', () => {
    const steps = fc.array(fc.tuple(fc.nat(2_000), fc.nat(50)), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(steps, fc.nat(3_000), (given, minInterval) => {
        const tracks = new Tracks()
        let [at, total, sum] = [0, 0, 0]
        const take = () => {
          const { passage } = tracks.take(
            { device: 'd', type: 't', at, value: total },
            { counts: 'total', minInterval },
          )
          if ('value' in passage) sum += passage.value
        }
        take()
        for (const [pause, more] of given) {
          at += pause
          total += more
          take()
        }
        at += 10_000
        take()
        expect(sum).toBe(total)
      }),
      propertyRuns(500, 50_000),
    )
  })
})

describe('deltas', () => {
  it('are of the time since the message before', () => {
    expect(run({ counts: 'delta' }, [0, 3], [5_000, 4])).toEqual(['3 from 0', '4 from 1'])
  })

  it('of one instant are added to the next', () => {
    expect(run({ counts: 'delta' }, [0, 3], [0, 2], [5_000, 4])).toEqual(['3 from 0', 'counted', '6 from 1'])
  })

  it('after a long silence are of their instant', () => {
    expect(run({ counts: 'delta' }, [0, 3], [3_600_000, 4])).toEqual(['3 from 0', '4 from 3600000'])
  })
})

describe('values', () => {
  it('within the dead band make no sample, until its longest time is over', () => {
    const rules = { deadBand: 1, maxInterval: 10_000 }
    expect(run(rules, [0, 70], [1_000, 71], [2_000, 72], [3_000, 72], [12_000, 72])).toEqual([
      '70 from 0',
      'withinDeadBand',
      '72 from 2000',
      'withinDeadBand',
      '72 from 12000',
    ])
  })

  it('that come too fast make no sample', () => {
    expect(run({ minInterval: 1_000 }, [0, 70], [999, 80], [1_000, 90])).toEqual([
      '70 from 0',
      'rateLimited',
      '90 from 1000',
    ])
  })

  it('that are late are kept', () => {
    expect(run({ minInterval: 1_000 }, [5_000, 70], [1_000, 80])).toEqual(['70 from 5000', '80 from 1000'])
  })

  it('that two gateways say are kept once, in whatever order they come', () => {
    const rules = { repeatWindow: 1_000 }
    expect(run(rules, [0, 70], [200, 70], [1_000, 71], [1_100, 70], [1_200, 71], [2_000, 71])).toEqual([
      '70 from 0',
      'repeated',
      '71 from 1000',
      '70 from 1100',
      'repeated',
      '71 from 2000',
    ])
  })

  it('without rules all pass', () => {
    expect(run({}, [0, 70], [0, 70])).toEqual(['70 from 0', '70 from 0'])
  })
})

describe('what is remembered', () => {
  it('goes back when a sample was not saved, so that the next one stands for it', () => {
    const tracks = new Tracks()
    const take = (at: number, value: number) => tracks.take({ device: 'd', type: 't', at, value }, { counts: 'total' })
    take(0, 100)
    take(1_000, 110).undo()
    expect(take(2_000, 130).passage).toEqual({ value: 30, start: 0 })
  })

  it('stays when something later builds on it', () => {
    const tracks = new Tracks()
    const take = (at: number, value: number) => tracks.take({ device: 'd', type: 't', at, value }, { counts: 'total' })
    take(0, 100)
    const { undo } = take(1_000, 110)
    take(2_000, 120)
    undo()
    expect(take(3_000, 125).passage).toEqual({ value: 5, start: 2_000 })
  })

  it('is bounded', () => {
    const tracks = new Tracks()
    for (let device = 0; device < 10_500; device += 1)
      tracks.take({ device: String(device), type: 't', at: 0, value: 1 }, { minInterval: 1 })
    expect(tracks.size).toBe(10_000)
  })
})
