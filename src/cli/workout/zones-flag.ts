import type { ZoneBorders } from '../../health/workout.js'
import { UsageError } from '../command.js'

const oneType = /^([A-Za-z0-9]+)=(\d+(?:\.\d+)?(?:,\d+(?:\.\d+)?)*)$/

/** Borders between zones as words: `heartRate=120,140,160`, of several types with a semicolon between. */
export function zonesFlag(given: string | undefined): ZoneBorders | undefined {
  if (given === undefined) return undefined
  const entries = given.split(';').map((part) => {
    const [, type, borders] = oneType.exec(part.trim()) ?? []
    if (type !== undefined && borders !== undefined) return [type, borders.split(',').map(Number)] as const
    throw new UsageError(`--zones is a type and its borders such as heartRate=120,140,160, not ${part}`)
  })
  return Object.fromEntries(entries)
}
