import { z } from 'zod'
import { localTime, tableText } from '../text/output.js'
import { words } from '../text/words.js'
import { numberFacts } from './fact-flags.js'

const past = z.array(z.object({ value: z.unknown(), from: z.string() }))

/** A person as the API gives them: what is shown of it by name, and every other fact. */
export const profileFields = z
  .object({
    id: z.string(),
    name: z.string(),
    timeZone: z.string(),
    history: z.record(z.string(), past).default({}),
  })
  .catchall(z.unknown())
export type ProfileFields = z.infer<typeof profileFields>

const formerMax = 3

/** A fact as text, with its unit: `61 kg`; what consists of several, `a 1, b 2`. */
export function factText(fact: string, value: unknown): string {
  if (value === undefined || value === null) return '–'
  if (Array.isArray(value)) return value.map((each) => factText(fact, each)).join(' ')
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([name, each]) => `${words(name)} ${factText(fact, each)}`)
      .join(', ')
  return [String(value), numberFacts[fact]?.unit].filter(Boolean).join(' ')
}

type Row = readonly [fact: string, value: string, since: string]

function rowsOf(fact: string, value: unknown, { history }: ProfileFields): readonly Row[] {
  const [latest, ...former] = [...(history[fact] ?? [])].reverse()
  const before = former.slice(0, formerMax).map((each): Row => ['', factText(fact, each.value), localTime(each.from)])
  return [[words(fact), factText(fact, value), latest === undefined ? '' : localTime(latest.from)], ...before]
}

/** Every fact of a person, and since when; below a fact that changed, what it was before. */
export function profileText(profile: ProfileFields): string {
  const { id, name, history, ...facts } = profile
  const rows = Object.entries(facts).flatMap(([fact, value]) => rowsOf(fact, value, profile))
  return `${id === name ? id : `${id}, ${name}`}\n\n${tableText(['fact', 'is', 'since'], rows)}`
}
