import {
  type BodyFacts,
  energyOfActivity,
  energyOfHeartRate,
  energyOfPower,
  leastEnergyHeartRate,
  restingEnergy,
} from '../../../health/exercise/energy.js'
import { ageAt } from '../../../health/exercise/heart-rate.js'
import { metabolicEquivalentOf } from '../../../health/exercise/metabolic-equivalents.js'
import { holdLimitMs } from '../../../health/hold-limit.js'
import type { QuantityTypeName, WorkoutActivityTypeName } from '../../../health/type.js'
import type { Meter } from '../../builder/track.js'
import type { Profile } from '../../profile.js'
import type { FigureInputs, Figures } from '../figure.js'
import { EnergyLedger, type Rank, ranks } from './energy-ledger.js'

/** What is known of the body at an instant. */
type KnownBody = { readonly [Fact in keyof BodyFacts]: BodyFacts[Fact] | undefined }

const bodyOf = ({ bodyMass, height, dateOfBirth, biologicalSex: sex }: Profile, at: number): KnownBody => ({
  bodyMass,
  height,
  age: dateOfBirth === undefined ? undefined : ageAt(dateOfBirth, at),
  isMale: sex === 'male' || sex === 'female' ? sex === 'male' : undefined,
})

const words = { bodyMass: 'body mass', height: 'height', age: 'date of birth', isMale: 'biological sex' } as const

const missing = (body: KnownBody): string =>
  `${(Object.keys(words) as (keyof typeof words)[])
    .filter((fact) => body[fact] === undefined)
    .map((fact) => words[fact])
    .join(', ')} unknown`

const isComplete = (body: KnownBody): body is BodyFacts => !Object.values(body).includes(undefined)

/** Where energy came from, best first, in words. */
interface Part {
  readonly source: string
  readonly seconds: number
  readonly kcal: number
}

/** Writes into a ledger what each second took while a value held. */
class HeldEnergy implements Meter {
  readonly type: QuantityTypeName
  readonly #ledger: EnergyLedger
  readonly #rank: Rank
  readonly #energyOf: (value: number) => number | undefined

  constructor(
    type: QuantityTypeName,
    ledger: EnergyLedger,
    { rank, energyOf }: { readonly rank: Rank; readonly energyOf: (value: number) => number | undefined },
  ) {
    this.type = type
    this.#ledger = ledger
    this.#rank = rank
    this.#energyOf = energyOf
  }

  note(at: number): void {
    this.#ledger.expect(this.#rank, at, holdLimitMs(this.type))
  }

  hold(value: number, from: number, to: number): void {
    const kcal = this.#energyOf(value)
    if (kcal === undefined) return
    for (let second = Math.ceil(from / 1_000); second * 1_000 < to; second += 1)
      this.#ledger.claim(this.#rank, second, kcal)
  }
}

/** Writes into a ledger the device's own amounts: each second gets the part of them that it took. */
class DeviceEnergy implements Meter {
  readonly type = 'activeEnergyBurned'
  readonly #ledger: EnergyLedger

  constructor(ledger: EnergyLedger) {
    this.#ledger = ledger
  }

  hold(kcal: number, from: number, to: number): void {
    if (to <= from) this.#ledger.claim(ranks.device, Math.floor(from / 1_000), kcal)
    for (let start = from; start < to; ) {
      const second = Math.floor(start / 1_000)
      const end = Math.min(to, (second + 1) * 1_000)
      this.#ledger.claim(ranks.device, second, (kcal * (end - start)) / (to - from))
      start = end
    }
    this.#ledger.expect(ranks.device, to, holdLimitMs(this.type))
  }
}

const ofPower = { rank: ranks.power, energyOf: energyOfPower } as const

const ofHeart = ({ bodyMass, age, isMale }: KnownBody) => ({
  rank: ranks.heartRate,
  energyOf: (rate: number): number | undefined =>
    bodyMass === undefined || age === undefined || isMale === undefined || rate <= leastEnergyHeartRate
      ? undefined
      : energyOfHeartRate(rate, { bodyMass, age, isMale }),
})

const metersOf = (ledger: EnergyLedger, body: KnownBody): readonly Meter[] => [
  new DeviceEnergy(ledger),
  new HeldEnergy('cyclingPower', ledger, ofPower),
  new HeldEnergy('runningPower', ledger, ofPower),
  new HeldEnergy('heartRate', ledger, ofHeart(body)),
]

/** What an energy meter is made for. */
export interface EnergyPlan {
  readonly profile: Profile
  readonly start: number
  readonly activityType?: WorkoutActivityTypeName | undefined
}

/**
 * Energy, kcal: of every second by the best that is known of it, which is the device's own figure, else power, else heart
 * rate, else what the activity takes in general. A device's own is active energy; the others hold what rest takes too.
 */
export class EnergyMeter {
  readonly ledger = new EnergyLedger()
  readonly meters: readonly Meter[]
  readonly #body: KnownBody
  readonly #equivalent: number | undefined

  constructor({ profile, start, activityType }: EnergyPlan) {
    this.#body = bodyOf(profile, start)
    this.#equivalent = activityType && metabolicEquivalentOf(activityType)
    this.meters = metersOf(this.ledger, this.#body)
  }

  figures({ elapsed }: FigureInputs): Figures {
    const parts = this.#parts(elapsed)
    if (parts.length === 0) return { totalEnergy: this.#reason(), activeEnergy: this.#reason() }
    const resting = isComplete(this.#body) ? restingEnergy(this.#body) : undefined
    const [device] = parts.filter(({ source }) => source === 'device')
    const computed = parts.filter((part) => part !== device)
    const [own, kcal] = [device?.kcal ?? 0, sumOf(computed, 'kcal')]
    if (resting === undefined) return this.#withoutRest(device, kcal)
    return {
      totalEnergy: own + kcal + resting * (device?.seconds ?? 0),
      activeEnergy: own + Math.max(0, kcal - resting * sumOf(computed, 'seconds')),
    }
  }

  /** What the figures rest on, by name. */
  basis({ elapsed }: FigureInputs): Readonly<Record<string, string>> {
    const sources = this.#parts(elapsed).map(({ source }) => source)
    if (sources.length === 0) return {}
    const basis = sources.join(', ')
    const isActive = isComplete(this.#body) || sources.includes('device')
    const active = isComplete(this.#body) ? basis : 'device'
    const isTotal = isComplete(this.#body) || !sources.includes('device')
    return { ...(isTotal && { totalEnergy: basis }), ...(isActive && { activeEnergy: active }) }
  }

  #withoutRest(device: Part | undefined, kcal: number): Figures {
    const reason = missing(this.#body)
    return device ? { totalEnergy: reason, activeEnergy: device.kcal } : { totalEnergy: kcal, activeEnergy: reason }
  }

  #reason(): string {
    return this.#body.bodyMass === undefined ? 'body mass unknown' : 'no metabolic equivalent of the activity is known'
  }

  /** What there is of each source, best first. */
  #parts(elapsed: number): readonly Part[] {
    const told = (['device', 'power', 'heartRate'] as const).map((source) => ({
      source: source === 'heartRate' ? 'heart rate' : source,
      seconds: this.ledger.seconds(ranks[source]),
      kcal: this.ledger.kcal(ranks[source]),
    }))
    const seconds = Math.max(0, elapsed - sumOf(told, 'seconds'))
    const rate = this.#restOfActivity()
    const rest = rate === undefined ? [] : [{ source: 'metabolic equivalent', seconds, kcal: rate * seconds }]
    return [...told, ...rest].filter((part) => part.seconds > 0)
  }

  /** kcal a second where nothing is told. */
  #restOfActivity(): number | undefined {
    const { bodyMass } = this.#body
    if (this.#equivalent === undefined || bodyMass === undefined) return undefined
    return energyOfActivity(this.#equivalent, bodyMass)
  }
}

const sumOf = (parts: readonly Part[], member: 'seconds' | 'kcal'): number =>
  parts.reduce((sum, part) => sum + part[member], 0)
