/** A beat of the heart: seconds since the start of its series, and whether beats before it were missed. */
export interface Heartbeat {
  readonly timeSinceStart: number
  readonly precededByGap: boolean
}

/** As many beats as fit one series: a day of them at 69 a minute. */
export const heartbeatsMax = 100_000
