/** A span of epoch milliseconds in which something may be missing, or is. */
export interface Silence {
  readonly from: number
  readonly to: number
}

/** Where a stream of about one reading a second pauses for longer than `least` ms, within a span. */
export function gapsIn(times: readonly number[], { from, to }: Silence, least: number): Silence[] {
  const marks = [from, ...times.filter((at) => at >= from && at < to), to]
  return marks.flatMap((at, index) => {
    const before = marks[index - 1]
    return before !== undefined && at - before > least ? [{ from: before, to: at }] : []
  })
}

/** Gaps that no excuse covers; an excuse is given `slack` ms at either side. */
export const unexcused = (gaps: readonly Silence[], excuses: readonly Silence[], slack: number): Silence[] =>
  gaps.filter((gap) => !excuses.some((excuse) => gap.from >= excuse.from - slack && gap.to <= excuse.to + slack))
