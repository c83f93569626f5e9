import { fitCrc } from '../../../src/exchange/fit/crc.js'

/** Sizes of the base types that made files use, by number. */
const sizes: Readonly<Record<number, number>> = { 0: 1, 2: 1, 13: 1, 132: 2, 133: 4, 134: 4 }
export const [u8, u16, u32, bytes] = [2, 0x84, 0x86, 13]

/** A field: its number, base type and raw values. */
export type Field = readonly [number: number, type: number, ...values: readonly number[]]
/** A field of a developer: its number, size, index of the developer and raw bytes. */
export type DeveloperField = readonly [number: number, developer: number, ...bytes: readonly number[]]

const raw = (value: number, size: number, little: boolean): number[] => {
  const low = Array.from({ length: size }, (_, index) => Math.floor(value / 2 ** (8 * index)) & 0xff)
  return little ? low : low.reverse()
}

/** A message with its definition before it, little-endian unless told otherwise. */
export function message(
  number: number,
  fields: readonly Field[],
  { little = true, developer = [] }: { readonly little?: boolean; readonly developer?: readonly DeveloperField[] } = {},
): number[] {
  const defined = fields.flatMap(([field, type, ...values]) => [field, values.length * (sizes[type] ?? 1), type])
  const developed = developer.flatMap(([field, index, ...values]) => [field, values.length, index])
  const extra = developer.length > 0 ? [developer.length, ...developed] : []
  return [
    ...[developer.length > 0 ? 0x60 : 0x40, 0, little ? 0 : 1, ...raw(number, 2, little), fields.length, ...defined],
    ...[...extra, 0],
    ...fields.flatMap(([, type, ...values]) => values.flatMap((value) => raw(value, sizes[type] ?? 1, little))),
    ...developer.flatMap(([, , ...values]) => values),
  ]
}

/** A whole file of these messages. */
export function fitOf(...messages: readonly (readonly number[])[]): Uint8Array {
  const data = messages.flat()
  const header = [12, 0x20, 0, 0, ...raw(data.length, 4, true), 0x2e, 0x46, 0x49, 0x54]
  const crc = fitCrc(Uint8Array.from([...header, ...data]))
  return Uint8Array.from([...header, ...data, crc & 0xff, crc >> 8])
}

/** FIT's seconds at 2023-11-14T22:13:20Z, and that in epoch ms. */
export const origin = 1_700_000_000 - 631_065_600
export const originMs = 1_700_000_000_000

const time = (second: number): Field => [253, u32, origin + second]

export const fileId = (type = 4): number[] =>
  message(0, [
    [0, 0, type],
    [4, u32, origin],
  ])
export const record = (second: number, ...fields: readonly Field[]): number[] => message(20, [time(second), ...fields])
export const timer = (second: number, isRunning: boolean): number[] =>
  message(21, [time(second), [0, 0, 0], [1, 0, isRunning ? 0 : 4]])

interface Declared {
  readonly start?: number
  readonly elapsed: number
  readonly timer?: number
  readonly distance?: number
}
const declared = ({ start = 0, elapsed, timer: running = elapsed, distance }: Declared): Field[] => [
  [2, u32, origin + start],
  [7, u32, elapsed * 1_000],
  [8, u32, running * 1_000],
  ...(distance === undefined ? [] : [[9, u32, distance * 100] as Field]),
]
export const session = (facts: Declared, sport = 2, ...fields: readonly Field[]): number[] =>
  message(18, [time(9_999), ...declared(facts), [5, 0, sport], ...fields])
export const lap = (facts: Declared): number[] => message(19, [time(9_999), ...declared(facts)])
