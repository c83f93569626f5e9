import { number, numberOrNull, option, packed, spare } from '../layout/bits.js'
import { per, u8, u16, u32, unlessRaw } from '../layout/format.js'
import { field, plain, type Row, sequence } from '../layout/row.js'

/** Octets that say nothing here; sent as ANT+ sends what is invalid. */
const unused = (count: number): Row => ({
  ...plain,
  size: () => count,
  read: ({ frame }) => {
    frame.octets(count)
  },
  write: ({ writer }) => writer.octets(Array.from({ length: count }, () => 0xff)),
})

const state = packed(
  u8,
  option('state', 4, ['reserved', 'off', 'ready', 'inUse', 'finished', 'reserved', 'reserved', 'reserved']),
  spare(0, 4),
  spare(7, 1),
)

/** Distance rolls over at 256 m, time at 64 s. */
export const generalPage = sequence(
  packed(u8, number('equipmentType', 0, 5), spare(5, 3)),
  field('elapsedTimeS', per(u8, 4)),
  field('distanceM', u8),
  field('speedMps', per(unlessRaw(u16, 0xffff), 1_000)),
  field('heartRateBpm', unlessRaw(u8, 255)),
  state,
)

/** Accumulated power rolls over at 65,536 W. */
export const trainerPage = sequence(
  field('eventCount', u8),
  field('cadenceRpm', unlessRaw(u8, 255)),
  field('accumulatedPowerW', u16),
  packed(u16, numberOrNull('instantaneousPowerW', 0, 12), number('trainerStatus', 12, 4)),
  state,
)

export const productPage = sequence(unused(2), field('softwareVersion', u8), field('serialNumber', u32))
