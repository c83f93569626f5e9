import { inFlags, option } from '../layout/bits.js'
import { coded } from '../layout/coded.js'
import { derived } from '../layout/derived.js'
import { u8, u16 } from '../layout/format.js'
import { when } from '../layout/gate.js'
import { float } from '../layout/ieee-11073.js'
import { field } from '../layout/row.js'
import { bare, flagged } from '../layout/structure.js'
import { table } from '../layout/table.js'
import { dateTime } from '../layout/text.js'

const site = coded(['temperatureTypeCode', 'temperatureType'], u8, {
  1: 'armpit',
  2: 'body',
  3: 'ear',
  4: 'finger',
  5: 'gastroIntestinalTract',
  6: 'mouth',
  7: 'rectum',
  8: 'toe',
  9: 'tympanum',
})

const measurement = flagged(u8, [
  inFlags(option('unit', 0, ['degC', 'degF'])),
  field('temperature', float),
  derived('temperatureC', 'temperature', (value, flags) => (flags & 1 ? ((value - 32) * 5) / 9 : value)),
  when(1, field('timestamp', dateTime)),
  when(2, site),
])

/** Health Thermometer Service 1.0 § 3.1. */
export const temperatureMeasurement = table(['2A1C', 'Temperature Measurement'], measurement)
/** A value on the way to a final one: Health Thermometer Service 1.0 § 3.3. */
export const intermediateTemperature = table(['2A1E', 'Intermediate Temperature'], measurement)
export const temperatureType = table(['2A1D', 'Temperature Type'], bare(site))
export const measurementInterval = table(['2A21', 'Measurement Interval'], bare(field('measurementIntervalS', u16)))
