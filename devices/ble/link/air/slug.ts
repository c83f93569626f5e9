import type { BluetoothAddress } from '../../radio/radio.js'

const longest = 64
const digits = (address: BluetoothAddress): string => address.replaceAll(':', '').toLowerCase()

const words = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')

/**
 * The slug of a sensor: its name and the last four digits of its address (`polar-h10-a1b2`), or as many more as it takes
 * to be the only one.
 */
export const slugOf = (
  name: string | undefined,
  address: BluetoothAddress,
  isTaken: (slug: string) => boolean,
): string => {
  const of = (count: number): string => {
    const tail = digits(address).slice(-count)
    const head = words(name ?? '').slice(0, longest - tail.length - 1)
    return `${head.replace(/-+$/, '') || 'sensor'}-${tail}`
  }
  return [4, 6, 8].map(of).find((slug) => !isTaken(slug)) ?? of(12)
}
