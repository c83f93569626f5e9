import { parseInterval } from '../../health/calendar/interval.js'
import { HealthError } from '../../health/error.js'
import { UsageError } from '../command.js'

const units: Readonly<Record<string, (count: string) => string>> = {
  min: (count) => `PT${count}M`,
  h: (count) => `PT${count}H`,
  d: (count) => `P${count}D`,
  w: (count) => `P${count}W`,
  mo: (count) => `P${count}M`,
  y: (count) => `P${count}Y`,
}

/** The ISO 8601 duration that is meant by `15min`, `1h`, `1d`, `1w`, `1mo`, `1y`, or by one itself. */
export function everyFlag(given: string): string {
  const [, count, unit] = /^(\d{1,6})(min|h|d|w|mo|y)$/.exec(given) ?? []
  const text = count === undefined || unit === undefined ? given : (units[unit]?.(count) ?? given)
  try {
    parseInterval(text)
    return text
  } catch (error) {
    if (!(error instanceof HealthError)) throw error
    throw new UsageError(`--every is a length such as 15min, 1h, 1d, 1w, 1mo, 1y or P1D, not ${given}`)
  }
}
