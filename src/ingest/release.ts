import type { Devices } from './device.js'
import type { LedgerBook } from './ledger.js'
import { refusalReason, type Save } from './save.js'
import type { Place, WaitingRoom } from './waiting-room.js'

interface ReleaseParts {
  readonly room: WaitingRoom
  readonly devices: Devices
  readonly save: Save
  readonly ledger: LedgerBook
}

/**
 * Saves what waited for a device that has an owner now, oldest first, and returns how many readings that were. A crash
 * between saving and leaving is harmless: the same readings are duplicates when they come again.
 */
export function createRelease({ room, devices, save, ledger }: ReleaseParts): (device: string) => Promise<number> {
  const running = new Map<string, Promise<number>>()

  const settle = async (place: Place, user: string): Promise<void> => {
    const { device } = place
    try {
      const delivery = room.read(place)
      if (delivery === undefined) return await refuse(place, 'unreadable')
      const { stored, duplicates } = await save(user, delivery.readings, { source: device, device, replays: true })
      await room.leave(place)
      ledger.released({ stored, duplicates })
    } catch (error) {
      const reason = refusalReason(error)
      if (reason === undefined) throw error
      await refuse(place, reason)
    }
  }
  const refuse = async (place: Place, reason: string): Promise<void> => {
    await room.leave(place)
    ledger.releasedRefused(reason, place.readings)
  }
  const releaseAll = async (device: string): Promise<number> => {
    let released = 0
    for (const place of room.places(device)) {
      const user = devices.userOf(device)
      if (user === undefined) break
      await settle(place, user)
      released += place.readings
    }
    return released
  }
  return (device) => {
    const release = running.get(device) ?? releaseAll(device).finally(() => running.delete(device))
    running.set(device, release)
    return release
  }
}
