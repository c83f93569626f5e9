import { flag, inFlags, number, packed, set } from '../layout/bits.js'
import { per, u16, u32, unlessRaw } from '../layout/format.js'
import { when } from '../layout/gate.js'
import { field } from '../layout/row.js'
import { bare, flagged } from '../layout/structure.js'
import { table } from '../layout/table.js'
import { height, mass, timestamp, units, userId } from './scale-units.js'

/** Body Composition Service 1.0 § 3.2. A record in multiple packets goes on in the next indication. */
export const bodyCompositionMeasurement = table(
  ['2A9C', 'Body Composition Measurement'],
  flagged(u16, [
    units,
    field('bodyFatPct', per(unlessRaw(u16, 0xffff), 10)),
    when(1, timestamp),
    when(2, userId),
    when(3, field('basalMetabolismKj', u16)),
    when(4, field('musclePct', per(u16, 10))),
    when(5, mass('muscleMassKg')),
    when(6, mass('fatFreeMassKg')),
    when(7, mass('softLeanMassKg')),
    when(8, mass('bodyWaterMassKg')),
    when(9, field('impedanceOhm', per(u16, 10))),
    when(10, mass('weightKg')),
    when(11, height),
    inFlags(flag('multiplePacket', 12)),
  ]),
)

/** Body Composition Service 1.0 § 3.1. The resolutions are numbers of its tables. */
export const bodyCompositionFeature = table(
  ['2A9B', 'Body Composition Feature'],
  bare(
    packed(
      u32,
      set('supported', [
        'timeStamp',
        'multipleUsers',
        'basalMetabolism',
        'musclePercentage',
        'muscleMass',
        'fatFreeMass',
        'softLeanMass',
        'bodyWaterMass',
        'impedance',
        'weight',
        'height',
      ]),
      number('massResolutionCode', 11, 4),
      number('heightResolutionCode', 15, 3),
    ),
  ),
)
