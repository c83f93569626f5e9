import { enumerations } from '../data/enumerations.js'
import { type Form, openMember, reject, rejectUnknown } from '../rules/form.js'
import { factNames, readFacts } from '../rules/sample-facts.js'
import type { Reading } from '../sample.js'
import type { SingleType } from '../type.js'
import {
  type ClampingRange,
  type SensitivityPoint,
  type SensitivityTest,
  sensitivityPointsMax,
  testsMax,
} from './audiogram.js'
import { readCase, readNumber, readObjects, readOptionalNumber, readTruth } from './member-rules.js'

const names: ReadonlySet<string> = new Set([...factNames, 'sensitivityPoints'])
const pointNames: ReadonlySet<string> = new Set(['frequency', 'leftEarSensitivity', 'rightEarSensitivity', 'tests'])
const testNames: ReadonlySet<string> = new Set(['side', 'type', 'masked', 'sensitivity', 'clampingRange'])
const rangeNames: ReadonlySet<string> = new Set(['lowerBound', 'upperBound'])

/** Whether a range is one: its lower border below the upper one. */
export const isRange = ({ lowerBound = -Infinity, upperBound = Infinity }: ClampingRange): boolean =>
  lowerBound < upperBound

function readRange(test: Form): ClampingRange | undefined {
  if (test.members.clampingRange === undefined) return undefined
  const form = openMember(test, 'clampingRange', test.members.clampingRange)
  if (form === undefined) return undefined
  rejectUnknown(form, rangeNames)
  const lowerBound = readOptionalNumber(form, 'lowerBound')
  const upperBound = readOptionalNumber(form, 'upperBound')
  const range = {
    ...(lowerBound === undefined ? {} : { lowerBound }),
    ...(upperBound === undefined ? {} : { upperBound }),
  }
  return isRange(range) ? range : reject(test, 'clampingRange', 'has its lower bound not below the upper one')
}

function readTest(form: Form): SensitivityTest | undefined {
  rejectUnknown(form, testNames)
  const side = readCase(form, { name: 'side' }, enumerations.HKAudiogramSensitivityTestSide)
  const type = readCase(form, { name: 'type', otherwise: 'air' }, enumerations.HKAudiogramConductionType)
  const masked = readTruth(form, 'masked', false)
  const sensitivity = readNumber(form, 'sensitivity')
  const clampingRange = readRange(form)
  if (side === undefined || type === undefined || masked === undefined || sensitivity === undefined) return undefined
  return { side, type, masked, sensitivity, ...(clampingRange === undefined ? {} : { clampingRange }) }
}

/** What an ear hears: what is said of it, else its first test without masking. */
const sensitivityOf = (said: number | undefined, tests: readonly SensitivityTest[], ear: SensitivityTest['side']) =>
  said ?? tests.find(({ side, masked }) => side === ear && !masked)?.sensitivity

function readPoint(form: Form): SensitivityPoint | undefined {
  rejectUnknown(form, pointNames)
  const frequency = readNumber(form, 'frequency', { above: 0 })
  const left = readOptionalNumber(form, 'leftEarSensitivity')
  const right = readOptionalNumber(form, 'rightEarSensitivity')
  const tests = readObjects(form, { name: 'tests', least: 0, most: testsMax }, readTest)
  if (frequency === undefined || tests === undefined) return undefined
  if (left === undefined && right === undefined && tests.length === 0)
    return reject(form, 'leftEarSensitivity', 'is missing: a point has a sensitivity of one ear at least')
  const leftEarSensitivity = sensitivityOf(left, tests, 'left')
  const rightEarSensitivity = sensitivityOf(right, tests, 'right')
  return {
    frequency,
    ...(leftEarSensitivity === undefined ? {} : { leftEarSensitivity }),
    ...(rightEarSensitivity === undefined ? {} : { rightEarSensitivity }),
    tests,
  }
}

/** Whether every frequency is higher than the one before it. */
export const areAscending = (points: readonly Pick<SensitivityPoint, 'frequency'>[]): boolean =>
  points.every(({ frequency }, index) => frequency > (points[index - 1]?.frequency ?? 0))

function readPoints(form: Form): readonly SensitivityPoint[] | undefined {
  const points = readObjects(form, { name: 'sensitivityPoints', least: 1, most: sensitivityPointsMax }, readPoint)
  if (points === undefined || areAscending(points)) return points
  return reject(form, 'sensitivityPoints', 'has frequencies that do not ascend')
}

/** A hearing test. Semantics § 8.4. */
export function readAudiogram(form: Form, type: SingleType<'audiogram'>) {
  rejectUnknown(form, names)
  const points = readPoints(form)
  const facts = readFacts(form, type)
  if (facts === undefined || points === undefined) return undefined
  return { kind: 'audiogram', type: 'audiogram', points, ...facts } as const satisfies Reading
}
