import type { XmlElement } from '../document/element-parser.js'
import type { AppleRoute } from '../finding.js'
import type { Refuse } from '../refuse.js'
import type { ReadMetadata } from './workout-events.js'

const pathMax = 1_000
const fileName = 'FileReference'

/** The path within the export's folder; undefined for one that leads out of it. */
function pathIn(text: string): string | undefined {
  const path = text.replace(/^\/+/, '')
  const steps = path.split('/')
  const isWithin = steps.every((step) => step !== '' && step !== '.' && step !== '..')
  return isWithin && path.length <= pathMax && !/[\\\p{Cc}]/u.test(path) ? path : undefined
}

/** The files that a workout's way is in. */
export function routesOf(
  children: readonly XmlElement[],
  { refuse, metadata }: { readonly refuse: Refuse; readonly metadata: ReadMetadata },
): readonly AppleRoute[] {
  return children
    .filter(({ name }) => name === 'WorkoutRoute')
    .flatMap((route) => {
      const files = route.children.filter(({ name }) => name === fileName)
      const paths = files.flatMap(
        ({ attributes }) => pathIn(attributes.path ?? '') ?? refuse('badValues', fileName) ?? [],
      )
      const facts = metadata(route.children)
      return paths.map((path) => ({ path, metadata: facts }))
    })
}
