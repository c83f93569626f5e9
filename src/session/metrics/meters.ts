import type { Span } from '../../health/clock.js'
import type { HeartbeatSeriesSample, WorkoutRouteSample } from '../../health/sample.js'
import type { QuantityTypeName, WorkoutActivityTypeName } from '../../health/type.js'
import type { Workout } from '../../health/workout.js'
import type { Meter, MetersByType } from '../builder/track.js'
import type { Profile } from '../profile.js'
import { distanceFiguresOf, splitsOf } from './distance/distance-figures.js'
import { ElevationMeter } from './distance/elevation.js'
import { FastestMeter } from './distance/fastest-distances.js'
import { SplitMeter, splitLengths } from './distance/splits.js'
import { EnergyMeter } from './energy/energy-meter.js'
import type { FigureInputs, Figures } from './figure.js'
import { DriftMeter } from './heart/heart-rate-drift.js'
import { RecoveryMeter } from './heart/heart-rate-recovery.js'
import { type SpanAt, VariabilityMeter } from './heart/heart-rate-variability.js'
import { ImpulseMeter } from './heart/training-impulse.js'
import { anaerobicFactsOf, powerBasis, powerFiguresOf } from './power/power-figures.js'
import { PowerMeter } from './power/power-meter.js'
import { ZoneMeter, zoneBorders } from './zones.js'

/** What meters are made for: of whom, what, from when on (epoch ms). */
export interface MetersPlan {
  readonly profile: Profile
  readonly start: number
  readonly activityType?: WorkoutActivityTypeName | undefined
  /** The type that the distance is of. */
  readonly distanceType: QuantityTypeName
  /** The workout's own borders between zones by type, before those of the person. */
  readonly zones?: Profile['zones']
  /** Half of the timer's time where that has ended, ms. */
  readonly middle?: number | undefined
}

type MeterRecord = Pick<Workout, 'metrics' | 'unavailable' | 'basis' | 'splits' | 'mileSplits'>

const groupedByType = (all: readonly Meter[]): MetersByType => {
  const types = new Set(all.map(({ type }) => type))
  return new Map([...types].map((type) => [type, all.filter((meter) => meter.type === type).slice()]))
}

// What a workout without beats or without a route is told by; they take nothing.
const noBeats = new VariabilityMeter()
const noRoute = new ElevationMeter()

/** The meters of one workout and the figures they give. A figure is a number, or the reason why there is none. */
export class Meters {
  readonly byType: MetersByType
  readonly #profile: Profile
  readonly #zones: readonly ZoneMeter[]
  readonly #powers: readonly PowerMeter[]
  readonly #impulse: ImpulseMeter
  readonly #energy: EnergyMeter
  readonly #drift: DriftMeter
  readonly #splits: SplitMeter
  readonly #mileSplits: SplitMeter
  readonly #fastest: FastestMeter
  readonly #recovery = new RecoveryMeter()
  #variability = noBeats
  #elevation = noRoute

  constructor(plan: MetersPlan) {
    const { profile, start, distanceType, zones } = plan
    this.#profile = profile
    this.#impulse = new ImpulseMeter(profile, start)
    this.#zones = [...zoneBorders(profile, start, zones)].map(([type, borders]) => new ZoneMeter(type, borders))
    this.#powers = [new PowerMeter('cyclingPower', anaerobicFactsOf(profile)), new PowerMeter('runningPower')]
    this.#energy = new EnergyMeter(plan)
    this.#drift = new DriftMeter(distanceType, plan.middle)
    this.#splits = new SplitMeter(distanceType)
    this.#mileSplits = new SplitMeter(distanceType, splitLengths.mile)
    this.#fastest = new FastestMeter(distanceType, plan.middle !== undefined)
    const single = [...this.#zones, ...this.#powers, this.#impulse, this.#splits, this.#mileSplits, this.#fastest]
    this.byType = groupedByType([...single, ...this.#energy.meters, ...this.#drift.meters])
  }

  get recovery(): RecoveryMeter {
    return this.#recovery
  }

  /** Whether something that several types decide came too late to be counted rightly since this was asked last. */
  takeLateness(): boolean {
    return this.#energy.ledger.takeLateness()
  }

  /** Takes beats or locations. False when they belong before what is counted. */
  take(sample: HeartbeatSeriesSample | WorkoutRouteSample, spanAt: SpanAt): boolean {
    if (sample.kind === 'heartbeatSeries') {
      if (this.#variability === noBeats) this.#variability = new VariabilityMeter()
      return this.#variability.take(sample, spanAt)
    }
    if (this.#elevation === noRoute) this.#elevation = new ElevationMeter()
    return this.#elevation.take(sample, spanAt)
  }

  /** The timer has stopped for good after so many ms. */
  finish(timerMs: number): void {
    for (const power of this.#powers) power.finish(timerMs)
  }

  /** The meters of the types that have zones. */
  get zoned(): readonly ZoneMeter[] {
    return this.#zones
  }

  zones(): Workout['zones'] {
    const times = this.#zones.map((meter) => [meter.type, meter.times()] as const)
    return Object.fromEntries(times.filter(([, time]) => time !== undefined))
  }

  /** @param spans Those of the timer, to tell when splits were. */
  figures(inputs: FigureInputs, spans: readonly Span[] = []): MeterRecord {
    const all = Object.entries(this.#all(inputs))
    const basis = this.#basis(inputs)
    const metrics = all.filter((entry): entry is [string, number] => Number.isFinite(entry[1]))
    return {
      metrics: Object.fromEntries(metrics),
      unavailable: Object.fromEntries(all.filter((entry): entry is [string, string] => typeof entry[1] === 'string')),
      basis: Object.fromEntries(Object.entries(basis).filter(([name]) => metrics.some(([known]) => known === name))),
      ...(!inputs.areSports && {
        splits: splitsOf(this.#splits, inputs.elapsed * 1_000, spans),
        mileSplits: splitsOf(this.#mileSplits, inputs.elapsed * 1_000, spans),
      }),
    }
  }

  #all(inputs: FigureInputs): Figures {
    return {
      ...powerFiguresOf(this.#profile, this.#powers, inputs),
      trainingImpulse: inputs.statistics.heartRate ? this.#impulse.figure : 'no heart rate',
      ...this.#variability.figures(inputs.elapsed),
      ...this.#drift.figures(inputs),
      ...this.#recovery.figures(),
      ...this.#energy.figures(inputs),
      ...distanceFiguresOf({ splits: this.#splits, fastest: this.#fastest }, inputs),
      ...this.#elevation.figures(),
    }
  }

  #basis(inputs: FigureInputs): Readonly<{ [figure: string]: string }> {
    return {
      ...powerBasis(this.#profile),
      heartRateDrift: this.#drift.basis(inputs),
      ...this.#energy.basis(inputs),
      ...this.#elevation.basis,
    }
  }
}
