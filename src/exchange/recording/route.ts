import type { Location } from '../../health/kinds/location.js'
import type { ActivityRecord } from './recorded-activity.js'

const isWithin = (degrees: number | undefined, most: number): degrees is number =>
  degrees !== undefined && Math.abs(degrees) <= most

/** Where it went, of the records that know. A place that is nowhere on Earth is left out. */
export const routeOf = (records: readonly ActivityRecord[]): readonly Location[] =>
  records.flatMap(({ at, latitude, longitude, altitude, speed }) =>
    !isWithin(latitude, 90) || !isWithin(longitude, 180)
      ? []
      : [
          {
            time: at,
            latitude,
            longitude,
            ...(altitude !== undefined && { altitude }),
            ...(speed !== undefined && { speed }),
          },
        ],
  )
