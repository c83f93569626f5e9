import type { Characteristic, Peripheral } from '../radio/radio.js'
import { RadioError } from '../radio/radio-error.js'
import { parentOf } from './tree/air.js'
import type { ObjectTree } from './tree/object-tree.js'

/** What a walk needs besides the tree: to wait, and to have all objects listed anew. */
export interface WalkParts {
  readonly tree: ObjectTree
  /** The peripheral as it is now. */
  readonly peripheral: () => Peripheral | undefined
  readonly pause: (ms: number) => Promise<void>
  readonly relist: () => Promise<void>
}

// After an attempt that was broken off, services can count as resolved before they are exported (bluez/bluez#1489).
const pausesMs = [200, 300, 500]

/** The characteristics below a device's path. Rejects with `notConnected`, or with `failed` when there are none. */
export async function walk(device: string, parts: WalkParts): Promise<readonly Characteristic[]> {
  for (const pauseMs of [...pausesMs, undefined]) {
    mustBeResolved(parts.peripheral())
    const found = characteristicsOf(device, parts.tree)
    if (found.length > 0) return found
    if (pauseMs === undefined) break
    await parts.pause(pauseMs)
    await parts.relist()
  }
  throw new RadioError('failed', 'its services are resolved, but there are none')
}

function mustBeResolved(peripheral: Peripheral | undefined): void {
  if (peripheral === undefined) throw new RadioError('peripheralGone', 'it is not known any more')
  if (!peripheral.connected) throw new RadioError('notConnected', 'there is no link')
  if (!peripheral.resolved) throw new RadioError('notConnected', 'its services are not resolved yet')
}

const characteristicsOf = (device: string, tree: ObjectTree): readonly Characteristic[] =>
  tree.characteristicsOf(device).flatMap((handle) => {
    const found = tree.characteristic(handle)
    const service = tree.service(found?.servicePath ?? parentOf(handle))?.uuid
    if (found?.uuid === undefined || service === undefined) return []
    return { handle, service, uuid: found.uuid, flags: found.flags }
  })
