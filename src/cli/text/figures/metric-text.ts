import { clockTime, figure } from '../output.js'
import { words } from '../words.js'

type Show = (value: number) => string

const as =
  (unit: string, decimals = 0): Show =>
  (value) =>
    figure(value, unit, decimals)

const shown: Readonly<Record<string, Show>> = {
  normalizedPower: as('W'),
  intensityFactor: as('', 2),
  trainingStressScore: as(''),
  variabilityIndex: as('', 2),
  work: as('kJ'),
  wPrimeBalance: (joules) => figure(joules / 1_000, 'kJ', 1),
  lowestWPrimeBalance: (joules) => figure(joules / 1_000, 'kJ', 1),
  trainingImpulse: as(''),
  rmssd: as('ms', 1),
  sdnn: as('ms', 1),
  pnn50: as('%', 1),
  hrvCoverage: (share) => figure(share * 100, '%'),
  heartRateDrift: as('%', 1),
  heartRateRecovery: as('bpm'),
  totalEnergy: as('kcal'),
  activeEnergy: as('kcal'),
  averageSpeed: (speed) => figure(speed * 3.6, 'km/h', 1),
  averagePace: (seconds) => `${clockTime(seconds)} /km`,
  fastestSplit: clockTime,
  slowestSplit: clockTime,
  ascent: as('m'),
  descent: as('m'),
}

/** A figure's best average is in watts, its fastest distance a time, and one that the terminal does not know is as it is. */
const showOf = (name: string): Show => {
  if (Object.hasOwn(shown, name)) return shown[name] ?? String
  if (name.startsWith('bestPower')) return as('W')
  return name.startsWith('fastest') ? clockTime : (value) => String(Number(value.toFixed(2)))
}

/** A figure with its unit. */
export const metricText = (name: string, value: number): string => showOf(name)(value)

/** The figures of a workout with their units, what they rest on, and their names in words. */
export const metricRows = (
  metrics: Readonly<Record<string, number>>,
  basis: Readonly<Record<string, string>> = {},
): readonly (readonly [name: string, value: string])[] =>
  Object.entries(metrics).map(([name, value]) => {
    const source = Object.hasOwn(basis, name) ? `  by ${basis[name]}` : ''
    return [words(name), `${metricText(name, value)}${source}`]
  })

const short = {
  normalizedPower: 'NP',
  intensityFactor: 'IF',
  trainingStressScore: 'TSS',
  wPrimeBalance: 'W′',
  work: 'work',
  trainingImpulse: 'TRIMP',
} as const

/** The figures so far in one line, by the short names that athletes use; empty without any. */
export const figuresLine = (metrics: Readonly<Record<string, number>>): string =>
  Object.entries(short)
    .flatMap(([name, label]) => {
      const value = metrics[name]
      return value === undefined ? [] : [`${label} ${metricText(name, value)}`]
    })
    .join('   ')

/** Reasons why there are no such figures, each once with the figures that it is the reason of. */
export function reasonLines(unavailable: Readonly<Record<string, string>>): readonly string[] {
  const names = new Map<string, string[]>()
  for (const [name, reason] of Object.entries(unavailable))
    names.set(reason, [...(names.get(reason) ?? []), words(name)])
  return [...names].map(([reason, all]) => `  ${reason}: ${all.join(', ')}`)
}
