import type { Fault } from '../../health/error.js'
import type { Plan, PlanNode } from '../plan.js'

/** A plan out of a file, and what the file says beyond it: pointers into the plan, an empty one for the whole. */
export interface PlanInFile {
  readonly plan: Plan
  readonly omitted: readonly Fault[]
}

/** A node of a plan, and what its file says beyond it: pointers from the node on. */
export interface ReadNode {
  readonly node: PlanNode
  readonly omitted: readonly Fault[]
}

/** Nodes in a row, and what was omitted from them: pointers from what holds their `steps`. */
export const listed = (
  read: readonly ReadNode[],
): { readonly steps: readonly PlanNode[]; readonly omitted: readonly Fault[] } => ({
  steps: read.map(({ node }) => node),
  omitted: read.flatMap(({ omitted }, index) =>
    omitted.map(({ pointer, message }) => ({ pointer: `/steps/${index}${pointer}`, message })),
  ),
})

/** Text as far as a plan has room for it, which is told. */
export const cutText = (
  text: string,
  { lengthMax, pointer }: { readonly lengthMax: number; readonly pointer: string },
): { readonly text: string; readonly omitted: readonly Fault[] } =>
  text.length <= lengthMax
    ? { text, omitted: [] }
    : { text: text.slice(0, lengthMax), omitted: [{ pointer, message: `is cut after ${lengthMax} characters` }] }
