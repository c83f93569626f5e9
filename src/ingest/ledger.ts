import type { Ledger, Receipt } from './ingest.js'

/** Counts what became of readings. A reading is received in the same step as it gets its fate, so it always balances. */
export interface LedgerBook {
  settled(receipt: Receipt): void
  refused(reason: string, readings: number): void
  /** What waited has got its fate now. */
  released(receipt: Omit<Receipt, 'waiting'>): void
  releasedRefused(reason: string, readings: number): void
  snapshot(): Ledger
}

// Reasons come from our own code; the bound only keeps a mistake there from growing without end.
const maxReasons = 64

/** `waiting` readings were left from before the start; they count as received now. */
export function openLedger(waitingAtStart: number): LedgerBook {
  const counts = { received: waitingAtStart, stored: 0, duplicate: 0, waiting: waitingAtStart }
  const refusals = new Map<string, number>()

  const refuse = (reason: string, readings: number): void => {
    const key = refusals.has(reason) || refusals.size < maxReasons ? reason : 'other'
    refusals.set(key, (refusals.get(key) ?? 0) + readings)
  }
  const store = ({ stored, duplicates }: Omit<Receipt, 'waiting'>): number => {
    counts.stored += stored
    counts.duplicate += duplicates
    return stored + duplicates
  }
  return {
    settled: (receipt) => {
      counts.waiting += receipt.waiting
      counts.received += store(receipt) + receipt.waiting
    },
    refused: (reason, readings) => {
      refuse(reason, readings)
      counts.received += readings
    },
    released: (receipt) => {
      counts.waiting -= store(receipt)
    },
    releasedRefused: (reason, readings) => {
      refuse(reason, readings)
      counts.waiting -= readings
    },
    snapshot: () => ({ ...counts, refused: Object.fromEntries(refusals) }),
  }
}
