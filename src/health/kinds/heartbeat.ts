/** A beat of the heart: seconds since the start of its series, and whether beats before it were missed. */
export interface Heartbeat {
  readonly timeSinceStart: number
  readonly precededByGap: boolean
}
