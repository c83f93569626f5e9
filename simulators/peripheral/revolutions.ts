/** A counter of revolutions as sensors keep it: whole turns, and when the last one was completed. */
export interface Revolutions {
  /** Turns for so many seconds, so many times a second. */
  turn(seconds: number, perSecond: number): void
  /** The count and the time of its last event, cut to so many bits and ticks a second. */
  read(bits: 16 | 32, ticksPerSecond: 1024 | 2048): { readonly count: number; readonly time: number }
}

export const createRevolutions = (): Revolutions => {
  let [turns, passed, lastEvent] = [0, 0, 0]
  return {
    turn(seconds, perSecond) {
      const before = Math.floor(turns)
      turns += seconds * perSecond
      passed += seconds
      const beyond = turns - Math.floor(turns)
      if (Math.floor(turns) > before) lastEvent = passed - beyond / perSecond
    },
    read: (bits, ticksPerSecond) => ({
      count: Math.floor(turns) % 2 ** bits,
      time: Math.floor(lastEvent * ticksPerSecond) % 2 ** 16,
    }),
  }
}
