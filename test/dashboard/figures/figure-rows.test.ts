import { expect, test } from 'vitest'
import { energyShown } from '../../../dashboard/src/figures/energy.js'
import { figureRow, presentGroups, reasonsOf } from '../../../dashboard/src/figures/figure-rows.js'
import { pastRide } from '../rides.js'

const shown = (name: string, value: number) => {
  const { value: text, unit } = figureRow(name).show(value)
  return `${text} ${unit}`.trim()
}

test.each([
  ['normalizedPower', 221.6, '222 W'],
  ['intensityFactor', 0.886, '0.89'],
  ['wPrimeBalance', 18_840, '18.8 kJ'],
  ['hrvCoverage', 0.934, '93 %'],
  ['averagePace', 250, '4:10 min/km'],
  ['fastestHalfMarathon', 5400, '1:30:00'],
  ['constructor', 1.239, '1.24'],
])('%s %d is told as %s', (name, value, text) => {
  expect(shown(name, value)).toBe(text)
})

test('figures come in groups, and one that is not known comes last', () => {
  const groups = presentGroups({ rmssd: 40, somethingNew: 1, work: 100 })
  expect(groups.map(({ title, rows }) => [title, rows.map(({ label }) => label)])).toEqual([
    ['Power', ['Work']],
    ['Heart', ['HRV, RMSSD']],
    ['Other', ['Something new']],
  ])
})

test('a reason is told once, with all figures that are missing for it', () => {
  const unknown = 'threshold power unknown'
  expect(reasonsOf({ intensityFactor: unknown, trainingStressScore: unknown, rmssd: 'no beats' })).toEqual([
    { reason: unknown, labels: ['Intensity Factor', 'Training Stress Score'] },
    { reason: 'no beats', labels: ['HRV, RMSSD'] },
  ])
})

test('energy is what devices told, else what was computed, with what it rests on', () => {
  const told = { activeEnergyBurned: { unit: 'kcal', sum: 300 } }
  expect(energyShown(pastRide({ statistics: told }))).toEqual({
    shown: { value: '300', unit: 'kcal' },
    detail: 'by device',
  })
  const computed = { metrics: { totalEnergy: 412, activeEnergy: 380 }, basis: { activeEnergy: 'power' } }
  expect(energyShown(pastRide(computed))).toEqual({ shown: { value: '380', unit: 'kcal' }, detail: 'active, by power' })
  expect(energyShown(pastRide())).toEqual({ shown: { value: '–', unit: 'kcal' }, detail: undefined })
})
