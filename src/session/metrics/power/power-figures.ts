import type { Statistics } from '../../../health/statistics.js'
import type { Profile } from '../../profile.js'
import { type FigureInputs, type Figures, noneOf } from '../figure.js'
import type { AnaerobicFacts } from './anaerobic-balance.js'
import { bestLengths } from './best-averages.js'
import type { PowerMeter } from './power-meter.js'

const usualCapacity = 20_000

const bestName = (length: string): string => `bestPower${length}`
const stressFigures = ['intensityFactor', 'trainingStressScore']
const anaerobicFigures = ['wPrimeBalance', 'lowestWPrimeBalance']
const normalizedFigures = ['normalizedPower', ...stressFigures, 'variabilityIndex']
const powerFigures = [...normalizedFigures, 'work', ...anaerobicFigures, ...Object.keys(bestLengths).map(bestName)]

/** Critical power and W′ on a bike, as far as they are known; critical power defaults to the threshold, W′ to 20 kJ. */
export const anaerobicFactsOf = (profile: Profile): AnaerobicFacts | undefined => {
  const { functionalThresholdPower, criticalPower = functionalThresholdPower, anaerobicWorkCapacity } = profile
  return criticalPower === undefined ? undefined : { criticalPower, capacity: anaerobicWorkCapacity ?? usualCapacity }
}

/** What the balance of W′ rests on, in words. */
const anaerobicBasis = ({ criticalPower, anaerobicWorkCapacity }: Profile): string =>
  [
    criticalPower === undefined ? 'critical power defaults to the threshold power' : 'critical power known',
    anaerobicWorkCapacity === undefined ? 'W′ defaults to 20 kJ' : 'W′ known',
  ].join(', ')

/** What the figures of power rest on, by name. */
export const powerBasis = (profile: Profile): Readonly<Record<string, string>> =>
  Object.fromEntries(anaerobicFigures.map((name) => [name, anaerobicBasis(profile)]))

const thresholdOf = (profile: Profile, { type }: PowerMeter): number | undefined =>
  type === 'cyclingPower' ? profile.functionalThresholdPower : profile.runningThresholdPower

const anaerobicOf = ({ anaerobic }: PowerMeter): Figures =>
  anaerobic === undefined
    ? noneOf(anaerobicFigures, 'critical power unknown')
    : { wPrimeBalance: anaerobic.balance, lowestWPrimeBalance: anaerobic.lowest }

const bestOf = ({ best }: PowerMeter): Figures =>
  Object.fromEntries(
    Object.keys(bestLengths).map((length) => [
      bestName(length),
      best?.averages[length] ?? `under ${length.replace(/(?=s|min)/, ' ')} of power`,
    ]),
  )

const stressOf = (threshold: number | undefined, normalized: number, elapsed: number): Figures => {
  if (threshold === undefined) return noneOf(stressFigures, 'threshold power unknown')
  const intensityFactor = normalized / threshold
  const trainingStressScore = ((elapsed * normalized * intensityFactor) / (threshold * 3_600)) * 100
  return { intensityFactor, trainingStressScore }
}

const normalizedOf = (meter: PowerMeter, { average = 0 }: Pick<Statistics, 'average'>): Figures => {
  const { normalizedPower } = meter
  if (normalizedPower === undefined) return {}
  return { normalizedPower, variabilityIndex: average > 0 ? normalizedPower / average : 'no power above 0 W' }
}

/** The figures of the power meter that heard something. W, kJ, J. */
export const powerFiguresOf = (
  profile: Profile,
  meters: readonly PowerMeter[],
  { elapsed, statistics }: FigureInputs,
): Figures => {
  const meter = meters.find(({ type }) => statistics[type])
  const known = meter && statistics[meter.type]
  if (!meter || !known) return noneOf(powerFigures, 'no power')
  const normalized = meter.normalizedPower
  return {
    ...noneOf(normalizedFigures, 'under 30 s of power'),
    ...normalizedOf(meter, known),
    ...(normalized !== undefined && stressOf(thresholdOf(profile, meter), normalized, elapsed)),
    ...{ work: meter.work, ...anaerobicOf(meter), ...bestOf(meter) },
  }
}
