import { type Fault, HealthError, invalidArgument } from './error.js'
import { isMembers } from './rules/form.js'
import { quickReading } from './rules/quick-reading.js'
import { readReading } from './rules/reading-rules.js'
import type { Reading } from './sample.js'

const readingsMax = 10_000

function readClosely(input: unknown, pointer: string, faults: Fault[]): Reading | undefined {
  if (isMembers(input)) return readReading({ members: input, pointer, faults })
  faults.push({ pointer, message: 'is not an object' })
  return undefined
}

const refuseList = (pointer: string): HealthError =>
  invalidArgument('the samples are not a list', [{ pointer, message: 'is not a list' }])

const refuseLength = (pointer: string): HealthError =>
  new HealthError('dataSizeExceeded', `more than ${readingsMax} samples`, [
    { pointer, message: 'has too many samples' },
  ])

/**
 * Reads a list of samples and series in the contract's JSON. Units become canonical, types and metadata keys short.
 * Throws `invalidArgument` with a pointer to each fault (the first hundred), below `pointer`, where the list is in its
 * message; `dataSizeExceeded` for more than 10,000.
 */
export function parseReadings(input: unknown, pointer = '/samples'): readonly Reading[] {
  if (!Array.isArray(input)) throw refuseList(pointer)
  if (input.length > readingsMax) throw refuseLength(pointer)
  const faults: Fault[] = []
  const readings: Reading[] = []
  for (let index = 0; index < input.length; index += 1) {
    const member: unknown = input[index]
    const quick = isMembers(member) ? quickReading(member) : undefined
    const reading = quick ?? readClosely(member, `${pointer}/${index}`, faults)
    if (reading !== undefined) readings.push(reading)
  }
  if (faults.length > 0) throw invalidArgument('the samples are not valid', faults)
  return readings
}
