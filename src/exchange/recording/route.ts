import type { Location } from '../../health/kinds/location.js'
import type { Records } from './records.js'

const isWithin = (degrees: number | undefined, most: number): degrees is number =>
  degrees !== undefined && Math.abs(degrees) <= most

/** Where it went, of the records that know. A place that is nowhere on Earth is left out. */
export function* routeOf(records: Records): Generator<Location> {
  for (const { at, latitude, longitude, altitude, speed } of records)
    if (isWithin(latitude, 90) && isWithin(longitude, 180))
      yield {
        time: at,
        latitude,
        longitude,
        ...(altitude !== undefined && { altitude }),
        ...(speed !== undefined && { speed }),
      }
}
