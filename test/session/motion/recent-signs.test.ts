import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RecentSigns, type Sign } from '../../../src/session/motion/recent-signs.js'

const signOf = (at: number, said: Sign['said'] = 'moving', sensor = 0): Sign => ({ at, start: at, said, sensor })

const allOf = (signs: RecentSigns): readonly Sign[] =>
  Array.from({ length: signs.count }, (_, place) => signs.at(place))

const anySign = fc.record({
  at: fc.integer({ min: 0, max: 12 }).map((at) => 1_763_800_000_000 + at),
  start: fc.integer({ min: 0, max: 1_000_000 }),
  said: fc.constantFrom<Sign['said']>('pause', 'resume', 'moving', 'still'),
  sensor: fc.integer({ min: -1, max: 63 }),
})
const rankOf = ({ said }: Sign): number => ['moving', 'still'].indexOf(said)

describe('recent signs', () => {
  it('put what the person did before what moved at the same instant, and that before what stood still', () => {
    const signs = new RecentSigns()
    for (const said of ['still', 'moving', 'resume', 'pause'] as const) signs.add(signOf(1_000, said))
    expect(allOf(signs).map(({ said }) => said)).toEqual(['resume', 'pause', 'moving', 'still'])
  })

  it('tell whether a sign is behind all others', () => {
    const signs = new RecentSigns()
    expect([2_000, 3_000, 2_500, 3_000].map((at) => signs.add(signOf(at)))).toEqual([true, true, false, true])
  })

  it('are those of a sorted list, whatever comes and is forgotten', () => {
    const steps = fc.array(fc.option(anySign, { freq: 3 }), { maxLength: 300 })
    fc.assert(
      fc.property(steps, (all) => {
        const signs = new RecentSigns()
        let known: readonly Sign[] = []
        for (const sign of all) {
          if (sign) {
            signs.add(sign)
            known = [...known, sign].sort((one, other) => one.at - other.at || rankOf(one) - rankOf(other))
          } else if (signs.count > 0) {
            signs.drop()
            known = known.slice(1)
          }
        }
        expect(allOf(signs)).toEqual(known)
      }),
    )
  })
})
