import { HealthError, invalidArgument } from '../error.js'
import { type Form, faultsMax, isMembers, openMember } from '../rules/form.js'
import { quickReading } from '../rules/quick-reading.js'
import { readReading } from '../rules/reading-rules.js'
import type { Reading } from '../sample.js'

const readingsMax = 10_000

function readClosely(list: Form, index: number, member: unknown): Reading | undefined {
  const form = openMember(list, index, member)
  return form && readReading(form)
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
  const list: Form = { members: {}, pointer, faults: [] }
  const readings: Reading[] = []
  for (let index = 0; index < input.length && list.faults.length < faultsMax; index += 1) {
    const member: unknown = input[index]
    const quick = isMembers(member) ? quickReading(member) : undefined
    const reading = quick ?? readClosely(list, index, member)
    if (reading !== undefined) readings.push(reading)
  }
  if (list.faults.length > 0) throw invalidArgument('the samples are not valid', list.faults)
  return readings
}
