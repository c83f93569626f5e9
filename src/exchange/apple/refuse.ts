import type { FileProblemCode } from '../problem.js'

/** Notes why something is not taken; `subject` names an element, a type or a unit. Returns what is taken instead: nothing. */
export type Refuse = (code: FileProblemCode, subject: string) => undefined
