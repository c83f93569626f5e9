import { HealthError } from '../../health/error.js'
import { timerSpans } from '../../health/exercise/timer.js'
import { isoTime } from '../../health/time.js'
import { latitudeText, longitudeText, wholeBeats, wholeCadence, wholeShort } from './bounds.js'
import type { ExportedWorkout } from './exported-workout.js'
import type { Point } from './point.js'
import { pointsOf } from './points.js'
import { gpxTypeOf } from './sports.js'
import { element, leaf, xmlDocument } from './xml.js'

const namespaces = {
  version: '1.1',
  creator: 'vitald',
  xmlns: 'http://www.topografix.com/GPX/1/1',
  'xmlns:gpxtpx': 'http://www.garmin.com/xmlschemas/TrackPointExtension/v2',
  'xmlns:pwr': 'http://www.garmin.com/xmlschemas/PowerExtension/v1',
}

/** A point that knows where it is. */
type Place = Point & { readonly latitude: number; readonly longitude: number }
const isPlace = (point: Point): point is Place => point.latitude !== undefined && point.longitude !== undefined

const some = (name: string, parts: readonly string[]): string =>
  parts.every((part) => part === '') ? '' : element(name, parts)

const trackPoint = (point: Place): string =>
  element(
    'trkpt',
    [
      leaf('ele', point.altitude?.toFixed(3)),
      leaf('time', isoTime(point.at)),
      some('extensions', [
        leaf('pwr:PowerInWatts', wholeShort(point.power)),
        some('gpxtpx:TrackPointExtension', [
          leaf('gpxtpx:hr', wholeBeats(point.heartRate)),
          leaf('gpxtpx:cad', wholeCadence(point.cadence)),
          leaf('gpxtpx:speed', point.speed),
        ]),
      ]),
    ],
    { lat: latitudeText(point.latitude), lon: longitudeText(point.longitude) },
  )

/** A finished workout as GPX 1.1, a segment from pause to pause. Throws `noData` when it has no route. */
export function gpxFile(exported: ExportedWorkout): string {
  const places = pointsOf(exported).filter(isPlace)
  if (places.length === 0) throw new HealthError('noData', 'the workout has no route, which is all that GPX holds')
  const segments = timerSpans(exported.workout)
    .map(({ start, end }) => places.filter(({ at }) => at > start - 1_000 && at <= end))
    .filter(({ length }) => length > 0)
    .map((points) => element('trkseg', points.map(trackPoint)))
  const { activityType, start } = exported.workout
  const metadata = element('metadata', leaf('time', isoTime(start)))
  const track = element('trk', [leaf('type', gpxTypeOf(activityType)), ...segments])
  return xmlDocument(element('gpx', [metadata, track], namespaces))
}
