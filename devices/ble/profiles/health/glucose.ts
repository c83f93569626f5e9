import { number, packed, set } from '../layout/bits.js'
import { u8, u16, u24, unlessRaw } from '../layout/format.js'
import { field, plain, type Row } from '../layout/row.js'
import { bare } from '../layout/structure.js'
import { table } from '../layout/table.js'
import { glucoseRecords } from './glucose-records.js'

/** Continuous Glucose Monitoring Service 1.0 § 3.1. A record whose checksum is wrong says so in `crcValid`. */
export const cgmMeasurement = table(['2AA7', 'CGM Measurement'], bare(glucoseRecords))

/** Continuous Glucose Monitoring Service 1.0 § 3.2. The checksum is none when the sensor computes none. */
export const cgmFeature = table(
  ['2AA8', 'CGM Feature'],
  bare(
    packed(
      u24,
      set('supported', [
        'calibration',
        'patientHighLowAlerts',
        'hypoAlerts',
        'hyperAlerts',
        'rateOfIncreaseDecreaseAlerts',
        'deviceSpecificAlert',
        'sensorMalfunctionDetection',
        'sensorTemperatureHighLowDetection',
        'sensorResultHighLowDetection',
        'lowBatteryDetection',
        'sensorTypeErrorDetection',
        'generalDeviceFault',
        'e2eCrc',
        'multipleBonds',
        'multipleSessions',
        'trendInformation',
        'quality',
      ]),
    ),
    packed(u8, number('fluidTypeCode', 0, 4), number('sampleLocationCode', 4, 4)),
    field('crc', unlessRaw(u16, 0xffff)),
  ),
)

/** The checksum that some sensors append. */
const appendedCrc: Row<{ readonly crc?: number }, { readonly crc?: number | undefined }> = {
  ...plain,
  names: ['crc'],
  read: ({ frame, fields }) => {
    if (frame.remaining >= u16.size) fields.crc = u16.read(frame)
  },
  write: (output) => {
    if (output.find('crc') !== undefined) output.write('crc', u16)
  },
}

/** Continuous Glucose Monitoring Service 1.0 § 3.3: how far the session is, and the octets of its status as in a record. */
export const cgmStatus = table(
  ['2AA9', 'CGM Status'],
  bare(
    field('timeOffsetMin', u16),
    field('statusOctet', u8),
    field('calTempOctet', u8),
    field('warningOctet', u8),
    appendedCrc,
  ),
)
