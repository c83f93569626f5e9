import { categoryValues } from '../../../health/data/category-values.js'
import { caseOf } from '../../../health/rules/category-rules.js'
import type { CategoryType } from '../../../health/type.js'

/** The longest first: `HKCategoryValue` begins all others. */
const enumerations = Object.keys(categoryValues).toSorted((one, other) => other.length - one.length)

const firstLower = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1)

/** `HKCategoryValueSleepAnalysisAsleepCore` is `asleepCore`, of whichever enumeration: some were renamed. */
const nameIn = (text: string): string =>
  firstLower(text.slice(enumerations.find((name) => text.startsWith(name))?.length ?? 0))

/** What a type of one case says without saying it: old exports have no value there. */
function onlyCase({ values }: CategoryType): number | undefined {
  const [only, ...others] = Object.values(values)
  return others.length === 0 ? only : undefined
}

/** The raw value of a case as an export writes it, by its name or its number; undefined when the type has none such. */
export function categoryCase(type: CategoryType, text: string | undefined): number | undefined {
  if (text === undefined) return onlyCase(type)
  return caseOf(type, /^\d{1,9}$/.test(text) ? Number(text) : nameIn(text))
}
