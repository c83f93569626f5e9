import type { AppleRoute } from '../../exchange/apple/finding.js'
import { GpxActivities } from '../../exchange/gpx/gpx-activities.js'
import { routeOf } from '../../exchange/recording/route.js'
import { XmlReader } from '../../exchange/xml-reader.js'
import { type Location, locationsMax } from '../../health/kinds/location.js'
import { workoutRouteSample } from '../../health/kinds/new-samples.js'
import type { Metadata, NewSample } from '../../health/sample.js'
import type { ExportOrigin } from './apple-origin.js'
import { identityUuid } from './identity.js'

/** What a route's file holds, and whether it holds it to its end. */
interface ReadRoute {
  readonly locations: readonly Location[]
  readonly isWhole: boolean
}

/** The places of a GPX file, in its order; of one that is damaged those before the damage. */
export async function readRoute(chunks: AsyncIterable<Uint8Array>): Promise<ReadRoute> {
  const reader = new XmlReader(new GpxActivities())
  const locations: Location[] = []
  let isWhole = true
  const take = (found: ReturnType<typeof reader.push>): void => {
    for (const finding of found)
      if (finding.type === 'problem') isWhole = false
      else for (const location of routeOf(finding.activity.records)) locations.push(location)
  }
  try {
    for await (const chunk of chunks) take(reader.push(chunk))
  } catch {
    isWhole = false
  }
  take(reader.end())
  return { locations, isWhole }
}

/** A route on its way into the store. */
interface FoundRoute {
  readonly user: string
  readonly workout: string
  readonly origin: ExportOrigin
  readonly timeZone: string | undefined
  readonly route: AppleRoute
  readonly locations: readonly Location[]
}

// A version of one sample would take the place of the next.
const withoutSync = ({ syncIdentifier: _, syncVersion: __, ...metadata }: Metadata): Metadata => metadata

/** A route in as many samples as it takes. */
export function routeSamples({ user, workout, origin, timeZone, route, locations }: FoundRoute): readonly NewSample[] {
  const { source, device } = origin
  const lots = Math.ceil(locations.length / locationsMax)
  return Array.from({ length: lots }, (_, lot) => {
    const part = locations.slice(lot * locationsMax, (lot + 1) * locationsMax)
    const own = route.metadata.syncIdentifier ?? part[0]?.time
    const uuid = identityUuid([user, source, 'workoutRoute', workout, lot, String(own)])
    const metadata = lots === 1 ? route.metadata : withoutSync(route.metadata)
    return workoutRouteSample({ source, device, uuid, timeZone, metadata, workoutUuid: workout, locations: part })
  })
}
