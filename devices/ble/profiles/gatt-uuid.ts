import type { GattUuid } from '../radio/radio.js'

const assigned = /^(?:0000)?([\da-f]{4})(?:-0000-1000-8000-00805f9b34fb)?$/
const long = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/

/** A UUID in the form that this program keeps: `180d`, `0x180D` and the 128 bits of it are `180D`. Undefined if it is none. */
export const gattUuid = (text: string): GattUuid | undefined => {
  const plain = text.toLowerCase().replace(/^0x/, '')
  const short = assigned.exec(plain)?.[1]
  if (short !== undefined) return short.toUpperCase()
  return long.test(plain) ? plain : undefined
}
