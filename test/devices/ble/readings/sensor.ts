import { encode } from '../../../../devices/ble/profiles/codec.js'
import type { GivenFields } from '../../../../devices/ble/profiles/layout/field-value.js'
import { createSensorReader } from '../../../../devices/ble/readings/create-sensor-reader.js'
import type { Taken } from '../../../../devices/ble/readings/sensor-reader.js'
import type { SensorSettings } from '../../../../devices/ble/sensor-settings.js'
import type { Reading } from '../../../../src/health/sample.js'

/** A quantity as a test compares it: its type, value and span. */
export type Told = readonly [type: string, value: number, start: number, end?: number]

const rounded = (value: number): number => Math.round(value * 1e6) / 1e6

export const toldBy = (readings: readonly Reading[]): readonly Told[] =>
  readings.flatMap((reading): Told[] => {
    if (reading.kind !== 'quantity') return []
    const { type, value, start, end } = reading
    return [start === end ? [type, rounded(value), start] : [type, rounded(value), start, end]]
  })

/** A sensor whose payloads are read. Times are ms. */
export const openSensor = (settings: SensorSettings = {}) => {
  const reader = createSensorReader(settings)
  const all: Taken[] = []
  const keep = (taken: Taken): Taken => {
    all.push(taken)
    return taken
  }
  const bytes = (characteristic: string, octets: Uint8Array, at: number) =>
    keep(reader.take({ characteristic, handle: `handle of ${characteristic}`, bytes: octets, at }))
  return {
    bytes,
    /** A payload that says these fields. */
    says: (characteristic: string, at: number, fields: GivenFields) =>
      bytes(characteristic, encode(characteristic, fields), at),
    lapse: (at: number) => keep(reader.lapse(at)),
    interrupt: (at: number) => keep(reader.interrupt(at)),
    change: (changed: SensorSettings) => reader.change(changed),
    readings: () => all.flatMap(({ readings }) => readings),
    told: (...types: readonly string[]) =>
      toldBy(all.flatMap(({ readings }) => readings)).filter(([type]) => types.length === 0 || types.includes(type)),
    /** What became no reading, by reason. */
    refused: (): Readonly<Record<string, number>> => {
      const counts = new Map<string, number>()
      for (const { reason, readings } of all.flatMap(({ refused }) => refused))
        counts.set(reason, (counts.get(reason) ?? 0) + readings)
      return Object.fromEntries(counts)
    },
  }
}

export type Sensor = ReturnType<typeof openSensor>
