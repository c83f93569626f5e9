/** Acknowledges the messages of one connection in the order they came, as MQTT § 4.6 asks. */
export interface OrderedAcks {
  /** Notes a message that arrived; the function acknowledges it, once those before it are. */
  take(messageId: number): () => void
}

interface Slot {
  readonly messageId: number
  isDone: boolean
}

// MQTT 5 § 3.4, and MQTT 3.1.1 § 3.4: PUBACK, two bytes left; without a reason code it means success.
const pubackBytes = 4
const putPuback = (packets: Uint8Array, at: number, messageId: number): void => {
  packets[at] = 0x40
  packets[at + 1] = 2
  packets[at + 2] = messageId >> 8
  packets[at + 3] = messageId & 0xff
}

/**
 * Messages are handled side by side; only their acknowledgements keep the order, so those of a commit leave in one
 * write. `write` gets the bytes of whole packets.
 */
export function createOrderedAcks(write: (packets: Uint8Array) => void): OrderedAcks {
  let slots: Slot[] = []
  let isScheduled = false

  const flush = (): void => {
    isScheduled = false
    const end = slots.findIndex(({ isDone }) => !isDone)
    const done = end < 0 ? slots : slots.slice(0, end)
    if (done.length === 0) return
    slots = end < 0 ? [] : slots.slice(end)
    const packets = new Uint8Array(done.length * pubackBytes)
    for (const [index, { messageId }] of done.entries()) putPuback(packets, index * pubackBytes, messageId)
    write(packets)
  }
  return {
    take: (messageId) => {
      const slot = { messageId, isDone: false }
      slots.push(slot)
      return () => {
        slot.isDone = true
        if (isScheduled || slots[0]?.isDone !== true) return
        isScheduled = true
        // After the promises of the same commit, and before anything else is read.
        process.nextTick(flush)
      }
    },
  }
}
