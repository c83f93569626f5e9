import { flag, inFlags } from '../layout/bits.js'
import { coded } from '../layout/coded.js'
import { u8 } from '../layout/format.js'
import { when } from '../layout/gate.js'
import { field } from '../layout/row.js'
import { flagged } from '../layout/structure.js'
import { table } from '../layout/table.js'
import { text } from '../layout/text.js'

/** Fitness Machine Service 1.0 § 4.10. An extended string is longer than the payload: it has to be read. */
export const trainingStatus = table(
  ['2AD3', 'Training Status'],
  flagged(u8, [
    coded(['statusCode', 'status'], u8, {
      0: 'other',
      1: 'idle',
      2: 'warmingUp',
      3: 'lowIntensityInterval',
      4: 'highIntensityInterval',
      5: 'recoveryInterval',
      6: 'isometric',
      7: 'heartRateControl',
      8: 'fitnessTest',
      9: 'speedOutsideControlRegionLow',
      10: 'speedOutsideControlRegionHigh',
      11: 'coolDown',
      12: 'wattControl',
      13: 'manualMode',
      14: 'preWorkout',
      15: 'postWorkout',
    }),
    when(0, field('text', text)),
    inFlags(flag('extendedString', 1)),
  ]),
)
