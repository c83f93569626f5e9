import { flag, number, packed } from '../layout/bits.js'
import { labelOf } from '../layout/coded.js'
import { derivedLabel } from '../layout/derived.js'
import type { GivenValue } from '../layout/field-value.js'
import { s8, s16, s24, u8, u16, u64 } from '../layout/format.js'
import { list, structures, tuple } from '../layout/list.js'
import { type DecodedBy, type EncodableBy, field, type Loose, plain, type Row } from '../layout/row.js'
import { bare } from '../layout/structure.js'
import { table } from '../layout/table.js'
import { deltas } from './polar-deltas.js'

const types = { 0: 'ecg', 1: 'ppg', 2: 'acc', 3: 'ppi', 5: 'gyro', 6: 'magnetometer' } as const

const intervals = structures(
  'samples',
  bare(
    field('heartRateBpm', u8),
    field('ppMs', u16),
    field('errorMs', u16),
    packed(u8, flag('blocker', 0), flag('skinContact', 1), flag('skinContactSupported', 2)),
  ),
)
const voltages = list('samplesUv', s24)
const accelerations = (channel: typeof s8) => list('samplesMg', tuple(channel, 3))
const raw = list('samplesRaw', tuple(s16, 3))
// How much a step of a compressed frame is, the device's settings tell, not its frames.
const compressed = deltas('samplesRaw', s16, 3)

/** By measurement type, frame type and whether it is compressed. */
const payloads: Readonly<Record<string, Row>> = {
  '0/0/false': voltages,
  '1/0/false': list('samplesRaw', tuple(s24, 4)),
  '2/0/false': accelerations(s8),
  '2/1/false': accelerations(s16),
  '2/2/false': accelerations(s24),
  '2/0/true': compressed,
  '2/1/true': compressed,
  '3/0/false': intervals,
  '5/0/false': raw,
  '5/0/true': compressed,
  '6/0/false': raw,
  '6/0/true': compressed,
}

const payloadOf = (value: (name: string) => GivenValue | undefined): Row | undefined => {
  const [type, frameType, isCompressed] = ['measurementTypeCode', 'frameType', 'compressed'].map(value)
  return payloads[`${type ?? 0}/${frameType ?? 0}/${isCompressed ?? false}`]
}

type Samples = readonly [typeof voltages, ReturnType<typeof accelerations>, typeof intervals, typeof raw]

/** What follows the head; a payload of another kind is left alone. */
const payload: Row<Partial<DecodedBy<Samples>>, Loose<EncodableBy<Samples>>> = {
  ...plain,
  read: (input) => {
    const row = payloadOf((name) => input.fields[name])
    if (row === undefined) input.frame.octets(input.frame.remaining)
    else row.read(input)
  },
  write: (output) => payloadOf((name) => output.find(name))?.write(output),
}

/**
 * Polar Measurement Data. Nanoseconds since 2000-01-01 UTC, or of a clock that nobody has set, of the last sample;
 * the others are one period of the sample rate apart. Accelerations in mG, voltages in µV; raw is in steps of the device.
 */
export const polarMeasurementData = table(
  ['PMD_DATA', 'Polar Measurement Data'],
  bare(
    packed(u8, number('measurementTypeCode', 0, 6)),
    derivedLabel('measurementType', 'measurementTypeCode', (code) => {
      const label = labelOf(types, code)
      return label === 'reserved' ? 'other' : label
    }),
    field('timestampNs', u64),
    packed(u8, number('frameType', 0, 7), flag('compressed', 7)),
    payload,
  ),
  { uuid: 'fb005c82-02e7-f387-1cad-8acd2d8df0c8' },
)
