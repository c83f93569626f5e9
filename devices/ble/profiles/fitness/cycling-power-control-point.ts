import { per, s16, u8, u16, u32, unlessRaw } from '../layout/format.js'
import { list } from '../layout/list.js'
import { operation, operations, response } from '../layout/operation.js'
import { field, sequence } from '../layout/row.js'
import { bare } from '../layout/structure.js'
import { table } from '../layout/table.js'
import { countedHex, dateTime } from '../layout/text.js'
import { controlPointResults, locationRow } from './sensor-location.js'

const crankLength = field('crankLengthMm', per(u16, 2))
const chainLength = field('chainLengthMm', u16)
const chainWeight = field('chainWeightG', u16)
const spanLength = field('spanLengthMm', u16)

// 0xFFFF is not available though the offset is signed, so that it cannot be -1.
const offset = field('offsetRaw', unlessRaw(s16, -1))
const enhancedOffset = sequence(
  field('offsetRaw', unlessRaw(u16, 0xffff)),
  field('companyId', u16),
  field('manufacturerDataHex', countedHex),
)
const offsetError = field('errorParameter', u8)

/** Cycling Power Service 1.1 § 3.4. The offset is in N or 1/32 Nm, as the feature's measurement context says. */
export const cyclingPowerControlPoint = table(
  ['2A66', 'Cycling Power Control Point'],
  bare(
    operations('action', {
      1: operation('setCumulativeValue', field('cumulativeValue', u32)),
      2: operation('updateSensorLocation', locationRow),
      3: operation('requestSupportedSensorLocations'),
      4: operation('setCrankLength', crankLength),
      5: operation('requestCrankLength'),
      6: operation('setChainLength', chainLength),
      7: operation('requestChainLength'),
      8: operation('setChainWeight', chainWeight),
      9: operation('requestChainWeight'),
      10: operation('setSpanLength', spanLength),
      11: operation('requestSpanLength'),
      12: operation('startOffsetCompensation'),
      13: operation('maskMeasurementContent', field('contentMask', u16)),
      14: operation('requestSamplingRate'),
      15: operation('requestFactoryCalibrationDate'),
      16: operation('startEnhancedOffsetCompensation'),
      32: operation(
        'response',
        response(
          controlPointResults,
          {
            3: list('supportedLocationCodes', u8),
            5: crankLength,
            7: chainLength,
            9: chainWeight,
            11: spanLength,
            12: offset,
            14: field('samplingRateHz', u8),
            15: field('factoryCalibrationDate', dateTime),
            16: enhancedOffset,
          },
          { 12: offsetError, 16: offsetError },
        ),
      ),
    }),
  ),
)
