import { AppleReader } from '../../../src/exchange/apple/apple-reader.js'
import type { AppleFinding, AppleWorkout } from '../../../src/exchange/apple/finding.js'
import type { FileProblem } from '../../../src/exchange/problem.js'

type Sample = Extract<AppleFinding, { type: 'sample' }>

/** What an export holds, by what it is. */
export interface ReadExport {
  readonly samples: readonly Sample[]
  readonly workouts: readonly AppleWorkout[]
  readonly summaries: number
  readonly problems: readonly FileProblem[]
}

/** All findings of an export that comes in chunks of so many bytes. */
export function findingsOf(bytes: Uint8Array, chunkLength = 65_536): readonly AppleFinding[] {
  const reader = new AppleReader()
  const found: AppleFinding[] = []
  for (let at = 0; at < bytes.length; at += chunkLength)
    found.push(...reader.push(bytes.subarray(at, at + chunkLength)))
  return [...found, ...reader.end()]
}

/** Findings by what they are. */
export const sorted = (findings: readonly AppleFinding[]): ReadExport => ({
  samples: findings.filter((found) => found.type === 'sample'),
  workouts: findings.flatMap((found) => (found.type === 'workout' ? [found.workout] : [])),
  summaries: findings.filter((found) => found.type === 'summary').length,
  problems: findings.flatMap((found) => (found.type === 'problem' ? [found.problem] : [])),
})

/** What an export of these elements holds. */
export const readExport = (elements: string): ReadExport =>
  sorted(
    findingsOf(
      Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n<HealthData locale="en_US">${elements}</HealthData>`),
    ),
  )

/** The attributes of an element. */
export const attributesOf = (attributes: Readonly<Record<string, string>>): string =>
  Object.entries(attributes)
    .map(
      ([name, value]) =>
        ` ${name}="${value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')}"`,
    )
    .join('')

/** A record of an instant in January 2024. */
export const recordElement = (attributes: Readonly<Record<string, string>>, children = ''): string => {
  const facts = { sourceName: 'Watch', startDate: '2024-01-15 10:00:00 +0000', endDate: '2024-01-15 10:00:00 +0000' }
  return `<Record${attributesOf({ ...facts, ...attributes })}>${children}</Record>`
}
