import { quantityTypes } from '../../health/type.js'
import { UsageError } from '../command.js'
import { didYouMean } from '../text/near-words.js'

const names = ['heartbeatSeries', 'workoutRoute', ...quantityTypes.map(({ name }) => name)]

/** The name or full identifier of a type that a workout can collect; a usage error says which may have been meant. */
export function collectedTypeWord(given: string): string {
  const isKnown = names.includes(given) || quantityTypes.some(({ identifier }) => identifier === given)
  if (isKnown) return given
  throw new UsageError(`${given} is not a type that a workout collects.${didYouMean(given, names)}`)
}

/** What a start may say of what it collects. */
export const collectFlags = {
  collect: { type: 'string', description: 'collect these too, from the start on', valueHint: 'type[,…]' },
  'no-collect': { type: 'string', alias: 'n', description: 'do not collect these', valueHint: 'type[,…]' },
} as const

export interface CollectArgs {
  readonly collect?: string | undefined
  readonly 'no-collect'?: string | undefined
}

const typesIn = (given: string | undefined): readonly string[] => given?.split(',').map(collectedTypeWord) ?? []

/** By type whether a workout collects it from its start on; undefined when nothing was said. */
export function collectOf(args: CollectArgs): Readonly<Record<string, boolean>> | undefined {
  const [on, off] = [typesIn(args.collect), typesIn(args['no-collect'])]
  const both = on.find((type) => off.includes(type))
  if (both !== undefined) throw new UsageError(`${both} is either collected or not`)
  const wishes = [...on.map((type) => [type, true] as const), ...off.map((type) => [type, false] as const)]
  return wishes.length === 0 ? undefined : Object.fromEntries(wishes)
}
