import type { ConditionSettings } from './mapping-schema.js'
import { parseSelector, type Scope } from './payload/selector.js'

export type Condition = (scope: Scope) => boolean

// A longer text is nobody's model or name, and a regular expression may take long over it.
const matchedMax = 256

const scalarText = (value: unknown): string | undefined =>
  ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : undefined

function testOf({ is, oneOf, matches, exists }: ConditionSettings): (value: unknown) => boolean {
  if (exists !== undefined) return (value) => (value !== undefined && value !== null) === exists
  if (matches !== undefined) {
    const pattern = new RegExp(matches, 'u')
    return (value) => {
      const text = scalarText(value)
      return text !== undefined && text.length <= matchedMax && pattern.test(text)
    }
  }
  const wanted = new Set([is, ...(oneOf ?? [])].filter((each) => each !== undefined).map(String))
  return (value) => {
    const text = scalarText(value)
    return text !== undefined && wanted.has(text)
  }
}

function compileOne(settings: ConditionSettings): Condition {
  const selector = parseSelector(settings.of)
  const test = testOf(settings)
  return (scope) => test(selector?.first(scope))
}

/** Whether all conditions hold; none always do. Values are compared as text: `true` is `"true"`. */
export function compileConditions(settings: readonly ConditionSettings[] = []): Condition {
  const conditions = settings.map(compileOne)
  return (scope) => conditions.every((holds) => holds(scope))
}
