import type { QuantityTypeName } from '../../../../src/health/type.js'
import type { Fields } from '../../profiles/layout/field-value.js'
import type { GattUuid } from '../../radio/radio.js'
import { numberIn } from '../fields.js'
import type { CreateInterpreter, Interpreter, Sensor } from '../interpreter.js'
import { Counted, floorsMost, kilocaloriesMost, metresMost, stepsMost } from './counted.js'
import { RecordAssembly } from './data-record.js'

/** A field, what it is of, and how it becomes the canonical unit. */
interface Instant {
  readonly field: string
  readonly type: QuantityTypeName
  readonly from?: (value: number) => number | undefined
}

interface Amount {
  readonly field: string
  readonly type: QuantityTypeName
  /** As much as is believed of a second. */
  readonly most: number
}

interface Machine {
  readonly instants: readonly Instant[]
  readonly amounts: readonly Amount[]
}

const fromKmh = (kmh: number): number => kmh / 3.6
const noStroke = 0xffff
const fromPace = (secondsPer500m: number): number =>
  secondsPer500m === 0 || secondsPer500m === noStroke ? 0 : 500 / secondsPer500m
const noNegative = (power: number): number => (power < 0 && power >= -200 ? 0 : power)
// 0 and 255 say that no heart rate is known.
const known = (rate: number): number | undefined => (rate === 0 || rate === 255 ? undefined : rate)

const everyInstant: readonly Instant[] = [
  { field: 'heartRateBpm', type: 'heartRate', from: known },
  { field: 'metabolicEquivalent', type: 'physicalEffort' },
]
const energy: Amount = { field: 'totalEnergyKcal', type: 'activeEnergyBurned', most: kilocaloriesMost }
const distance = (type: QuantityTypeName): Amount => ({ field: 'totalDistanceM', type, most: metresMost })

/** Indoor Bike Data. (gatt-profiles § 8.2, § 17) */
export const indoorBike: Machine = {
  instants: [
    { field: 'instantaneousSpeedKmh', type: 'cyclingSpeed', from: fromKmh },
    { field: 'instantaneousCadenceRpm', type: 'cyclingCadence' },
    { field: 'instantaneousPowerW', type: 'cyclingPower', from: noNegative },
    ...everyInstant,
  ],
  amounts: [distance('distanceCycling'), energy],
}

/** Treadmill Data. (§ 8.3) */
export const treadmill: Machine = {
  instants: [
    { field: 'instantaneousSpeedKmh', type: 'runningSpeed', from: fromKmh },
    { field: 'powerOutputW', type: 'runningPower', from: noNegative },
    ...everyInstant,
  ],
  amounts: [distance('distanceWalkingRunning'), { field: 'stepCount', type: 'stepCount', most: stepsMost }, energy],
}

/** Cross Trainer Data: its distance is on foot, as HealthKit's of such a workout; its speed has no type. (§ 8.4) */
export const crossTrainer: Machine = {
  instants: everyInstant,
  amounts: [distance('distanceWalkingRunning'), energy],
}

/** Rower Data. (§ 8.5) */
export const rower: Machine = {
  instants: [{ field: 'instantaneousPaceSPer500m', type: 'rowingSpeed', from: fromPace }, ...everyInstant],
  amounts: [distance('distanceRowing'), energy],
}

/** Step and Stair Climber Data. (§ 8.1) */
export const climber: Machine = {
  instants: everyInstant,
  amounts: [{ field: 'floors', type: 'flightsClimbed', most: floorsMost }, energy],
}

/** The records of one data characteristic of a fitness machine. */
class MachineData implements Interpreter {
  readonly #sensor: Sensor
  readonly #characteristic: GattUuid
  readonly #machine: Machine
  readonly #totals: ReadonlyMap<string, Counted>
  readonly #assembly = new RecordAssembly()

  constructor(machine: Machine, sensor: Sensor, characteristic: GattUuid) {
    this.#sensor = sensor
    this.#characteristic = characteristic
    this.#machine = machine
    this.#totals = new Map(
      machine.amounts.map(({ field, type, most }) => [field, new Counted(sensor, { type, characteristic, most })]),
    )
  }

  take(fields: Fields, at: number): void {
    for (const record of this.#assembly.take(fields, at)) this.#note(record.fields, record.at)
  }

  lapse(at: number): void {
    const record = this.#assembly.lapse(at)
    if (record) this.#note(record.fields, record.at)
  }

  interrupt(): void {
    this.#assembly.drop()
    for (const total of this.#totals.values()) total.reset()
  }

  #note(fields: Fields, at: number): void {
    for (const instant of this.#machine.instants) this.#noteInstant(instant, numberIn(fields, instant.field), at)
    for (const [field, total] of this.#totals) total.take(numberIn(fields, field), at)
  }

  #noteInstant({ type, from }: Instant, raw: number | undefined, at: number): void {
    const value = raw === undefined || from === undefined ? raw : from(raw)
    const { preference, recorder } = this.#sensor
    if (value !== undefined && preference.hears(type, this.#characteristic, at)) recorder.instant({ type, value }, at)
  }
}

/** Reads one kind of machine. */
export const machineData =
  (machine: Machine): CreateInterpreter =>
  (sensor, characteristic) =>
    new MachineData(machine, sensor, characteristic)

/** Fitness Machine Status, 2ADA: what its buttons propose for the workout. (§ 8.10) */
export const machineStatus: CreateInterpreter = ({ recorder }) => ({
  take: ({ event, control }) => {
    if (event === 'startedOrResumedByUser') recorder.propose('start')
    if (event === 'stoppedBySafetyKey') recorder.propose('stop')
    if (event === 'stoppedOrPausedByUser' && (control === 'stop' || control === 'pause')) recorder.propose(control)
  },
})
