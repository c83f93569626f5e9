/** Acknowledges the messages of one connection in the order they came, as MQTT 5 § 4.6 asks. */
export interface OrderedAcks {
  /** Notes a message that arrived; the function acknowledges it, once those before it are. */
  take(messageId: number): () => void
}

interface Slot {
  readonly messageId: number
  isDone: boolean
}

// MQTT 5 § 3.4: PUBACK, two bytes left; without a reason code it means success.
const puback = (messageId: number): readonly number[] => [0x40, 2, messageId >> 8, messageId & 0xff]

/**
 * Messages are handled side by side; only their acknowledgements keep the order, so those of a commit leave in one
 * write. `write` gets the bytes of whole packets.
 */
export function createOrderedAcks(write: (packets: Uint8Array) => void): OrderedAcks {
  const slots: Slot[] = []
  let isScheduled = false

  const flush = (): void => {
    isScheduled = false
    const end = slots.findIndex(({ isDone }) => !isDone)
    const done = slots.splice(0, end < 0 ? slots.length : end)
    if (done.length > 0) write(Uint8Array.from(done.flatMap(({ messageId }) => puback(messageId))))
  }
  return {
    take: (messageId) => {
      const slot = { messageId, isDone: false }
      slots.push(slot)
      return () => {
        slot.isDone = true
        if (isScheduled || slots[0]?.isDone !== true) return
        isScheduled = true
        setImmediate(flush)
      }
    },
  }
}
