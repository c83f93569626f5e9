import type { Span } from '../../../src/health/clock.js'

/** A reading and how long it held, whole seconds of timer time. */
interface Held extends Span {
  readonly value: number
}

/** A reading at a whole second of the ride. */
export interface Reading {
  readonly second: number
  readonly value: number
}

/** Whose ride it was. count/min, W, J, kg, m, years. */
export const rider = { resting: 50, maximum: 185, threshold: 220, capacity: 20_000, mass: 75, height: 1.8, age: 40 }

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0)

/** Seconds of timer time until a second of the ride. */
const timerAt = (running: readonly Span[], second: number): number =>
  sum(running.map(({ start, end }) => Math.max(0, Math.min(second, end) - start)))

/** When each reading held (metrics.md, Time and gaps): to the next, at most for the limit, the last one for 1 s. */
export const heldOf = (readings: readonly Reading[], running: readonly Span[], limit: number): readonly Held[] =>
  readings.flatMap(({ second, value }, index) => {
    const span = running.findLast(({ start, end }) => start <= second && second < end)
    if (span === undefined) return []
    const next = readings[index + 1]?.second ?? second + 1
    const start = timerAt(running, second)
    return [{ value, start, end: start + Math.min(next, second + limit, span.end) - second }]
  })

const valueAt = (held: readonly Held[], second: number): number | undefined =>
  held.find(({ start, end }) => start <= second && second < end)?.value

const eachSecond = (seconds: number): readonly number[] => Array.from({ length: seconds }, (_, second) => second)

/** One value a second; a gap is 0 W (metrics.md, Power). */
export const seriesOf = (held: readonly Held[], seconds: number): readonly number[] =>
  eachSecond(seconds).map((second) => valueAt(held, second) ?? 0)

const windowMeans = (series: readonly number[], length: number): readonly number[] =>
  series.slice(length - 1).map((_, from) => sum(series.slice(from, from + length)) / length)

/** By the time that values held. */
export const meanOf = (held: readonly Held[]): number =>
  sum(held.map(({ value, start, end }) => value * (end - start))) / sum(held.map(({ start, end }) => end - start))

/** Allen, Coggan: Training and Racing with a Power Meter. */
export const powerOf = (series: readonly number[]) => {
  const fourth = windowMeans(series, 30).map((mean) => mean ** 4)
  const normalizedPower = (sum(fourth) / fourth.length) ** 0.25
  const intensityFactor = normalizedPower / rider.threshold
  const stress = (series.length * normalizedPower * intensityFactor) / (rider.threshold * 3_600)
  return { normalizedPower, intensityFactor, trainingStressScore: 100 * stress, work: sum(series) / 1_000 }
}

export const bestOf = (series: readonly number[], length: number): number => Math.max(...windowMeans(series, length))

/** Skiba et al. 2015, differential: critical power is the threshold. */
export const balanceOf = (series: readonly number[]) => {
  const { threshold, capacity } = rider
  const balances = [capacity]
  for (const watts of series) {
    const left = balances.at(-1) ?? capacity
    const share = watts > threshold ? 1 : (capacity - left) / capacity
    balances.push(left - (watts - threshold) * share)
  }
  return { wPrimeBalance: balances.at(-1) ?? capacity, lowestWPrimeBalance: Math.min(...balances) }
}

/** Banister 1991, a man. */
export const impulseOf = (held: readonly Held[]): number =>
  sum(
    held.map(({ value, start, end }) => {
      const share = Math.min(1, Math.max(0, (value - rider.resting) / (rider.maximum - rider.resting)))
      return ((end - start) / 60) * share * 0.64 * Math.exp(1.92 * share)
    }),
  )

/** Seconds in each zone; a border belongs to the zone above it. */
export const zonesOf = (held: readonly Held[], borders: readonly number[]): readonly number[] =>
  [Number.NEGATIVE_INFINITY, ...borders].map((from, index) => {
    const inZone = held.filter(({ value }) => from <= value && value < (borders[index] ?? Number.POSITIVE_INFINITY))
    return sum(inZone.map(({ start, end }) => end - start))
  })

// Power at 24 %, else Keytel 2005 above 90/min, else 7.5 equivalents (Compendium 01015, bicycling).
const energyAt = (watts: number | undefined, rate: number | undefined): number => {
  const { mass, age } = rider
  if (watts !== undefined) return watts / 1_000 / 4.184 / 0.24
  if (rate === undefined || rate <= 90) return (7.5 * mass) / 3_600
  return Math.max(0, -55.0969 + 0.6309 * rate + 0.1988 * mass + 0.2017 * age) / 4.184 / 60
}

/** kcal, and what of it is not rest's (Mifflin, St Jeor 1990). */
export const energyOf = (power: readonly Held[], heart: readonly Held[], seconds: number) => {
  const { mass, height, age } = rider
  const totalEnergy = sum(eachSecond(seconds).map((second) => energyAt(valueAt(power, second), valueAt(heart, second))))
  const resting = (10 * mass + 6.25 * 100 * height - 5 * age + 5) / 86_400
  return { totalEnergy, activeEnergy: Math.max(0, totalEnergy - resting * seconds) }
}

const within = (held: readonly Held[], from: number, to: number): readonly Held[] =>
  held
    .map(({ value, start, end }) => ({ value, start: Math.max(start, from), end: Math.min(end, to) }))
    .filter(({ start, end }) => end > start)

/** Friel: efficiency of the first half, less that of the second, by the first, %. Undefined under a minute in either. */
export const driftOf = (power: readonly Held[], heart: readonly Held[], seconds: number): number | undefined => {
  const halves = [0, seconds / 2].map((from) => [power, heart].map((held) => within(held, from, from + seconds / 2)))
  const isLong = (held: readonly Held[]) => sum(held.map(({ start, end }) => end - start)) >= 60
  if (!halves.flat().every(isLong)) return undefined
  const [first = Number.NaN, second = Number.NaN] = halves.map(
    ([watts = [], rate = []]) => meanOf(watts) / meanOf(rate),
  )
  return first > 0 ? ((first - second) / first) * 100 : undefined
}

const medianOf = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0

const isNormal = (intervals: readonly number[], index: number): boolean => {
  const interval = intervals[index] ?? 0
  const before = intervals.slice(Math.max(0, index - 5), index)
  const isUsual = before.length < 5 || Math.abs(interval - medianOf(before)) <= 0.2 * medianOf(before)
  return interval >= 300 && interval <= 2_000 && isUsual
}

/** Task Force 1996, of the intervals that are no artefacts (metrics.md, Heart rate); ms, %. */
export const variabilityOf = (intervals: readonly number[]) => {
  const normal = intervals.map((_, index) => isNormal(intervals, index))
  const kept = intervals.filter((_, index) => normal[index])
  const differences = intervals.flatMap((interval, index) =>
    normal[index] && normal[index - 1] ? [Math.abs(interval - (intervals[index - 1] ?? 0))] : [],
  )
  const mean = sum(kept) / kept.length
  return {
    sdnn: Math.sqrt(sum(kept.map((interval) => (interval - mean) ** 2)) / (kept.length - 1)),
    rmssd: Math.sqrt(sum(differences.map((difference) => difference ** 2)) / differences.length),
    pnn50: (100 * differences.filter((difference) => difference > 50).length) / differences.length,
    explained: sum(kept) / 1_000,
  }
}
