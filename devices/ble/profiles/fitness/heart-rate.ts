import { type Bits, inFlags } from '../layout/bits.js'
import { coded } from '../layout/coded.js'
import { derivedList } from '../layout/derived.js'
import { misfit, u8, u16 } from '../layout/format.js'
import { when, widening } from '../layout/gate.js'
import { list } from '../layout/list.js'
import { operation, operations } from '../layout/operation.js'
import { field } from '../layout/row.js'
import { bare, flagged } from '../layout/structure.js'
import { table } from '../layout/table.js'

interface SensorContact {
  readonly sensorContactSupported: boolean
  /** Null when the sensor does not look for contact. */
  readonly sensorContactDetected: boolean | null
}

/** Bits 1 and 2: what is detected counts only where detection is supported. */
const sensorContact: Bits<SensorContact> = {
  names: ['sensorContactSupported', 'sensorContactDetected'],
  mask: 0b110,
  read: (word, fields) => {
    const isSupported = (word & 0b100) !== 0
    fields.sensorContactSupported = isSupported
    fields.sensorContactDetected = isSupported ? (word & 0b010) !== 0 : null
  },
  write: ({ sensorContactSupported: supported, sensorContactDetected: detected }, pointer) => {
    if (detected === true && supported === false) {
      throw misfit(`${pointer}/sensorContactDetected`, 'needs sensorContactSupported')
    }
    const isSupported = typeof detected === 'boolean' || supported === true
    return (isSupported ? 0b100 : 0) + (detected === true ? 0b010 : 0)
  },
}

/** Heart Rate Service 1.0 § 3.1. Rate in 1/min; energy since its reset, 65,535 when it has stopped counting. */
export const heartRateMeasurement = table(
  ['2A37', 'Heart Rate Measurement'],
  flagged(u8, [
    widening('heartRateBpm', 0, [u8, u16]),
    inFlags(sensorContact),
    when(3, field('energyExpendedKj', u16)),
    when(
      4,
      list('rrIntervals1024', u16),
      derivedList('rrIntervalsMs', 'rrIntervals1024', (ticks) => (ticks * 1000) / 1024),
    ),
  ]),
)

/** Heart Rate Service 1.0 § 3.2. */
export const bodySensorLocation = table(
  ['2A38', 'Body Sensor Location'],
  bare(
    coded(['locationCode', 'location'], u8, {
      0: 'other',
      1: 'chest',
      2: 'wrist',
      3: 'finger',
      4: 'hand',
      5: 'earLobe',
      6: 'foot',
    }),
  ),
)

/** Heart Rate Service 1.0 § 3.3. */
export const heartRateControlPoint = table(
  ['2A39', 'Heart Rate Control Point'],
  bare(operations('action', { 1: operation('resetEnergyExpended') })),
)
