import type { BluetoothAddress } from '../../radio/radio.js'

/** Who may connect: one at a time with an adapter, in the order of asking (`reference: one Connect at a time`). */
export interface Turns {
  /** Calls back when it is this one's turn; the function it returns gives the turn, or the place in the queue, up. */
  take(adapter: BluetoothAddress, granted: () => void): () => void
  isTaken(adapter: BluetoothAddress): boolean
  /** Those who connect with the adapter, or wait to. */
  waiting(adapter: BluetoothAddress): number
  size(): number
}

export const createTurns = (changed: () => void): Turns => {
  const queues = new Map<BluetoothAddress, { readonly granted: () => void }[]>()
  const leave = (adapter: BluetoothAddress, place: { readonly granted: () => void }): void => {
    const queue = queues.get(adapter) ?? []
    const at = queue.indexOf(place)
    if (at < 0) return
    queue.splice(at, 1)
    if (queue.length === 0) queues.delete(adapter)
    else if (at === 0) queue[0]?.granted()
    changed()
  }
  return {
    take(adapter, granted) {
      const place = { granted }
      const queue = queues.get(adapter) ?? []
      queues.set(adapter, queue)
      queue.push(place)
      if (queue.length === 1) granted()
      return () => leave(adapter, place)
    },
    isTaken: (adapter) => queues.has(adapter),
    waiting: (adapter) => queues.get(adapter)?.length ?? 0,
    size: () => [...queues.values()].reduce((sum, queue) => sum + queue.length, 0),
  }
}
