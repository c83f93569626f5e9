import { coded } from '../layout/coded.js'
import { u8 } from '../layout/format.js'

/** Where a sensor sits (Sensor Location, 0x2A5D). */
export const locationRow = coded(['locationCode', 'location'], u8, {
  0: 'other',
  1: 'topOfShoe',
  2: 'inShoe',
  3: 'hip',
  4: 'frontWheel',
  5: 'leftCrank',
  6: 'rightCrank',
  7: 'leftPedal',
  8: 'rightPedal',
  9: 'frontHub',
  10: 'rearDropout',
  11: 'chainstay',
  12: 'rearWheel',
  13: 'rearHub',
  14: 'chest',
  15: 'spider',
  16: 'chainRing',
})

/** How the control points of cycling and running sensors answer. */
export const controlPointResults = {
  1: 'success',
  2: 'opCodeNotSupported',
  3: 'invalidParameter',
  4: 'operationFailed',
} as const
