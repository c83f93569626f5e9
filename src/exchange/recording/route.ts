import type { Location } from '../../health/kinds/location.js'
import type { Records } from './records.js'

const isWithin = (degrees: number | undefined, most: number): degrees is number =>
  degrees !== undefined && Math.abs(degrees) <= most

/** What a place says besides where it is. */
const besides = ['altitude', 'horizontalAccuracy', 'verticalAccuracy', 'speed', 'course'] as const

/** Where it went, of the records that know. A place that is nowhere on Earth is left out. */
export function* routeOf(records: Records): Generator<Location> {
  for (const record of records) {
    const { at: time, latitude, longitude } = record
    if (!isWithin(latitude, 90) || !isWithin(longitude, 180)) continue
    const known = besides.flatMap((field) => (record[field] === undefined ? [] : [[field, record[field]]]))
    yield { time, latitude, longitude, ...Object.fromEntries(known) }
  }
}
