import type { Fault } from '../error.js'

/** A JSON object. */
export type Members = Readonly<Record<string, unknown>>

/** A JSON object under examination: where it is in the input, and what has been found wrong with the input so far. */
export interface Form {
  readonly members: Members
  readonly pointer: string
  readonly faults: Fault[]
}

/** A batch that is wrong all through is told so by its first faults. */
export const faultsMax = 100

const pointerLengthMax = 200

/** RFC 6901: `~` and `/` in a member's name are escaped. */
const step = (name: string | number): string => String(name).replaceAll('~', '~0').replaceAll('/', '~1')

/** Where the member `name` of the form is. */
export const pointerTo = (form: Form, name: string | number): string =>
  `${form.pointer}/${step(name)}`.slice(0, pointerLengthMax)

/** Notes that a member is wrong. Returns undefined, which is what a reader of the member then returns. */
export function reject(form: Form, name: string | number, message: string): undefined {
  if (form.faults.length < faultsMax) form.faults.push({ pointer: pointerTo(form, name), message })
}

/** Whether `value` is a JSON object. */
export const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The member `name` as a form of its own; undefined, and noted, when it is not an object. */
export function openMember(form: Form, name: string | number, value: unknown): Form | undefined {
  if (!isMembers(value)) return reject(form, name, 'is not an object')
  return { members: value, pointer: pointerTo(form, name), faults: form.faults }
}

/** Notes every member that is not among `known`. */
export function rejectUnknown(form: Form, known: ReadonlySet<string>): void {
  for (const name of Object.keys(form.members)) if (!known.has(name)) reject(form, name, 'is unknown')
}
