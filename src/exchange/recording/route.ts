import type { Location } from '../../health/kinds/location.js'
import type { ActivityRecord } from './recorded-activity.js'

/** Where it went, of the records that know. */
export const routeOf = (records: readonly ActivityRecord[]): readonly Location[] =>
  records.flatMap(({ at, latitude, longitude, altitude, speed }) =>
    latitude === undefined || longitude === undefined
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
