import { formatName } from '../format.js'
import type { Device, LiveSource, SourceChange } from '../wire.js'
import type { Handover } from './live-state.js'

type Devices = Readonly<Record<string, Device>>

/** How long a change of source is worth a note, ms. */
const notedMs = 12_000

/** What people call the device, or else the source, of a value. */
export const sourceName = ({ source, device = source }: LiveSource, devices: Devices): string =>
  (Object.hasOwn(devices, device) ? devices[device]?.name : undefined) ?? device

/** A note of who took over and why, while it is news; undefined before and after. */
export const handoverNote = (handover: Handover | undefined, devices: Devices, now: number): string | undefined => {
  if (handover === undefined || now - handover.receivedAt > notedMs) return undefined
  const before = sourceName(handover.from, devices)
  if (handover.reason === 'stale') return `lost ${before}`
  return handover.reason === 'returned' ? 'back again' : `instead of ${before}`
}

/** What a screen reader hears of a change of source. */
export const announceHandover = (change: SourceChange, devices: Devices): string =>
  `${formatName(change.type)} now comes from ${sourceName(change.to, devices)}`
