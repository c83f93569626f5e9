/** Reads the present as epoch milliseconds. Passed in, so that a ride replays at any speed. */
export type Clock = () => number

/** Fills a buffer with random bytes and returns it. Passed in, so that a run can be repeated. */
export type RandomBytes = (buffer: Uint8Array) => Uint8Array

/** Half-open span of epoch milliseconds: `start` is in, `end` is out. */
export interface Span {
  readonly start: number
  readonly end: number
}
