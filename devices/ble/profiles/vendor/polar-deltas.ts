import type { GivenValue } from '../layout/field-value.js'
import { type Format, misfit, u8 } from '../layout/format.js'
import type { Frame } from '../layout/frame.js'
import { isList, tuple } from '../layout/list.js'
import type { OctetWriter } from '../layout/octet-writer.js'
import { plain, type Row } from '../layout/row.js'

const widthMax = 32
const countMax = 255

/** Two's complement numbers of some bits each, the least significant bit first. */
const unpack = (octets: Uint8Array, width: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => {
    let value = 0
    for (let bit = 0; bit < width; bit += 1) {
      const at = index * width + bit
      if (((octets[at >> 3] ?? 0) >> (at & 7)) & 1) value += 2 ** bit
    }
    return value < 2 ** (width - 1) ? value : value - 2 ** width
  })

const pack = (numbers: readonly number[], width: number): Uint8Array => {
  const octets = new Uint8Array(Math.ceil((numbers.length * width) / 8))
  for (const [index, number] of numbers.entries()) {
    const bits = number < 0 ? number + 2 ** width : number
    for (let bit = 0; bit < width; bit += 1) {
      const at = index * width + bit
      if (Math.floor(bits / 2 ** bit) % 2 === 1) octets[at >> 3] = (octets[at >> 3] ?? 0) | (1 << (at & 7))
    }
  }
  return octets
}

/** The bits that the widest of some numbers takes. */
const widthOf = (numbers: readonly number[]): number =>
  numbers.reduce((width, number) => {
    let needed = width
    while (number < -(2 ** (needed - 1)) || number >= 2 ** (needed - 1)) needed += 1
    return needed
  }, 1)

type Sample = readonly number[]

const readBlock = (frame: Frame, last: Sample): readonly Sample[] => {
  const [width, count] = [u8.read(frame), u8.read(frame)]
  if (width > widthMax) frame.truncate()
  const octets = frame.octets(Math.ceil((width * count * last.length) / 8))
  if (frame.truncated) return []
  const differences = width === 0 ? [] : unpack(octets, width, count * last.length)
  let sample = last
  return Array.from({ length: count }, (_, index) => {
    sample = sample.map((value, channel) => value + (differences[index * last.length + channel] ?? 0))
    return sample
  })
}

const writeBlocks = (writer: OctetWriter, samples: readonly Sample[], pointer: string): void => {
  for (let start = 1; start < samples.length; start += countMax) {
    const block = samples.slice(start, start + countMax)
    const differences = block.flatMap((sample, index) =>
      sample.map((value, channel) => value - (samples[start + index - 1]?.[channel] ?? 0)),
    )
    const width = widthOf(differences)
    if (width > widthMax) throw misfit(pointer, `jumps further than ${widthMax} bits tell`)
    writer.octets([width, block.length])
    writer.octets(pack(differences, width))
  }
}

const samplesOf = (value: GivenValue | undefined, channels: number, pointer: string): readonly Sample[] => {
  const isSample = (each: GivenValue): each is Sample =>
    isList(each) && each.length === channels && each.every((number) => Number.isInteger(number))
  const samples: readonly GivenValue[] = isList(value) ? value : []
  if (samples.length > 0 && samples.every(isSample)) return samples
  throw misfit(pointer, `is not a list of lists of ${channels} integers`)
}

/** Samples of several channels: the first one in full, then blocks of differences (Polar's compressed frames). */
export const deltas = <Name extends string>(
  name: Name,
  channel: Format<number>,
  channels: number,
): Row<Readonly<Record<Name, readonly Sample[]>>> => {
  const reference = tuple(channel, channels)
  return {
    ...plain,
    names: [name],
    read: ({ frame, fields }) => {
      const samples: Sample[] = [reference.read(frame)]
      while (frame.remaining > 1) samples.push(...readBlock(frame, samples.at(-1) ?? []))
      if (!frame.truncated) fields[name] = samples
    },
    write: (output) => {
      const samples = samplesOf(output.find(name), channels, output.at(name))
      reference.write(output.writer, samples[0] ?? [], `${output.at(name)}/0`)
      writeBlocks(output.writer, samples, output.at(name))
    },
  }
}
