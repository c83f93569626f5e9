import type { QuantityTypeName } from '../../health/type.js'
import type { StatisticsByType, Workout } from '../../health/workout.js'
import type { Meter } from '../builder/track.js'
import type { Profile } from '../profile.js'
import { PowerMeter } from './power.js'
import { ImpulseMeter } from './training-impulse.js'
import { ZoneMeter, zoneBorders, zoneOf } from './zones.js'

/** What figures are made of besides the meters: seconds without pauses, and the statistics. */
export interface FigureInputs {
  readonly elapsed: number
  readonly statistics: StatisticsByType
}

type Figures = Pick<Workout, 'metrics' | 'unavailable'>

/** The meters of one workout and the figures they give. A figure is a number, or the reason why there is none. */
export class Meters {
  readonly all: readonly Meter[]
  readonly #profile: Profile
  readonly #zones: readonly ZoneMeter[]
  readonly #powers = [new PowerMeter('cyclingPower'), new PowerMeter('runningPower')]
  readonly #impulse: ImpulseMeter

  constructor(profile: Profile, start: number) {
    this.#profile = profile
    this.#impulse = new ImpulseMeter(profile, start)
    this.#zones = [...zoneBorders(profile, start)].map(([type, borders]) => new ZoneMeter(type, borders))
    this.all = [...this.#zones, ...this.#powers, this.#impulse]
  }

  /** The timer has stopped for good after so many ms. */
  finish(timerMs: number): void {
    for (const power of this.#powers) power.fillTo(timerMs)
  }

  /** Index of the zone that a value is in; undefined when the type has no zones. */
  zoneOf(type: QuantityTypeName, value: number): number | undefined {
    const meter = this.#zones.find((zones) => zones.type === type)
    return meter && zoneOf(meter.borders, value)
  }

  zones(): Workout['zones'] {
    const times = this.#zones.map((meter) => [meter.type, meter.times()] as const)
    return Object.fromEntries(times.filter(([, time]) => time !== undefined))
  }

  figures(inputs: FigureInputs): Figures {
    const all = Object.entries({ ...this.#power(inputs), ...this.#heart(inputs) })
    return {
      metrics: Object.fromEntries(all.filter((entry): entry is [string, number] => typeof entry[1] === 'number')),
      unavailable: Object.fromEntries(all.filter((entry): entry is [string, string] => typeof entry[1] === 'string')),
    }
  }

  #heart({ statistics }: FigureInputs): Readonly<Record<string, number | string>> {
    return { trainingImpulse: statistics.heartRate ? this.#impulse.figure : 'no heart rate' }
  }

  #power({ elapsed, statistics }: FigureInputs): Readonly<Record<string, number | string>> {
    const meter = this.#powers.find(({ type }) => statistics[type])
    if (!meter) return all(powerFigures, 'no power')
    const normalized = meter.normalizedPower
    if (normalized === undefined) return { ...all(powerFigures, 'under 30 s of power'), work: meter.work }
    const average = statistics[meter.type]?.average ?? 0
    return {
      normalizedPower: normalized,
      work: meter.work,
      variabilityIndex: average > 0 ? normalized / average : 'no power above 0 W',
      ...this.#stress(meter.type, normalized, elapsed),
    }
  }

  // The threshold that is known is the one on the bike.
  #stress(type: QuantityTypeName, normalized: number, elapsed: number): Readonly<Record<string, number | string>> {
    const threshold = type === 'cyclingPower' ? this.#profile.functionalThresholdPower : undefined
    if (threshold === undefined) return all(['intensityFactor', 'trainingStressScore'], 'threshold power unknown')
    const intensity = normalized / threshold
    return {
      intensityFactor: intensity,
      trainingStressScore: ((elapsed * normalized * intensity) / (threshold * 3_600)) * 100,
    }
  }
}

const powerFigures = ['normalizedPower', 'intensityFactor', 'trainingStressScore', 'variabilityIndex', 'work'] as const

const all = (names: readonly string[], reason: string): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name) => [name, reason]))
