/** A step into JSON: a member by its name, an item by its index (from the end when negative), or every item. */
type Step = { readonly name: string } | { readonly index: number } | { readonly every: true }

/** A way from the whole payload to values in it; no steps mean the payload itself. */
export type JsonPath = readonly Step[]

const textMax = 256
const stepsMax = 16
/** As many values as one path finds at most; the rest of the payload is not looked at. */
export const foundMax = 10_000

const stepPattern = /\.([^\s.[\]'"$*]+)|\['([^']+)'\]|\["([^"]+)"\]|\[(-?\d{1,6})\]|\[(\*)\]/y

function stepOf([, plain, single, double, index, every]: RegExpExecArray): Step {
  if (every !== undefined) return { every: true }
  if (index !== undefined) return { index: Number(index) }
  return { name: plain ?? single ?? double ?? '' }
}

/**
 * Reads a path in the part of JSONPath (RFC 9535) that mappings need: `$`, `.name`, `['any name']`, `[0]`, `[-1]`, `[*]`.
 * Undefined when the text is none.
 */
export function parseJsonPath(text: string): JsonPath | undefined {
  if (!text.startsWith('$') || text.length > textMax) return undefined
  const steps: Step[] = []
  let at = 1
  while (at < text.length) {
    stepPattern.lastIndex = at
    const found = stepPattern.exec(text)
    if (found === null || steps.length === stepsMax) return undefined
    steps.push(stepOf(found))
    at = stepPattern.lastIndex
  }
  return steps
}

// Only what the payload itself holds: a name like `constructor` finds nothing that the language put there.
function below(value: unknown, step: Step): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return []
  if ('name' in step) {
    const isMember = !Array.isArray(value) && Object.hasOwn(value, step.name)
    return isMember ? [(value as Record<string, unknown>)[step.name]] : []
  }
  if (!Array.isArray(value)) return []
  if ('every' in step) return value.slice(0, foundMax)
  const item: unknown = value.at(step.index)
  return item === undefined ? [] : [item]
}

/** Every value that the path leads to, in the order of the payload, the first 10,000. */
export const readJsonPath = (path: JsonPath, root: unknown): readonly unknown[] =>
  path.reduce<readonly unknown[]>(
    (values, step) => values.flatMap((value) => below(value, step)).slice(0, foundMax),
    [root],
  )
