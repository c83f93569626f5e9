import { UsageError } from '../command.js'

const places = ['indoor', 'outdoor', 'unknown']

/** The three ways to say where a workout or an activity is. */
export const placeFlags = {
  indoor: { type: 'boolean' as const, description: 'it is indoors' },
  outdoor: { type: 'boolean' as const, description: 'it is outdoors' },
  location: { type: 'enum' as const, options: places, description: 'the same, as one flag' },
}

interface PlaceArgs {
  readonly indoor?: boolean | undefined
  readonly outdoor?: boolean | undefined
  readonly location?: string | undefined
}

/** Where it is; undefined when nothing was said. */
export function locationOf({ indoor, outdoor, location }: PlaceArgs): string | undefined {
  const said = [...(indoor ? ['indoor'] : []), ...(outdoor ? ['outdoor'] : []), ...(location ? [location] : [])]
  if (new Set(said).size > 1) throw new UsageError(`a workout is either ${said.join(' or ')}`)
  return said[0]
}
