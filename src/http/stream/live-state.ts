import type { SensorStatus } from '../../../devices/ble/bluetooth.js'
import { liveWorkoutJson, zoneTimesJson } from '../../health/json/workout-json.js'
import { preferredUnits } from '../../health/person/preferred-units.js'
import { isoTime } from '../../health/time.js'
import type { LiveWorkout } from '../../health/workout.js'
import type { Device } from '../../ingest/device.js'
import type { User } from '../../privacy/users.js'
import type { LiveValue, SourceChange } from '../../session/live-value.js'
import type { ZoneChange } from '../../session/telling/zone-watch.js'
import { deviceJson } from '../device-json.js'
import type { HttpParts } from '../http-parts.js'
import { linkOf } from '../sensors/present-device.js'
import { eventText } from './event-stream.js'

/** A live value in the shape of a sample: an instant, and no UUID, because it may be one of a series. */
export const sampleEvent = ({ user: _, at, ...value }: LiveValue): string => {
  const time = isoTime(at)
  return eventText({ event: 'sample', data: JSON.stringify({ ...value, at: time, start: time, end: time }) })
}

/** Another source gives a type's value from now on. */
export const sourceEvent = ({ user: _, at, ...change }: SourceChange): string =>
  eventText({ event: 'source', data: JSON.stringify({ ...change, at: isoTime(at) }) })

/** The value of a type came into another zone, or is stale. */
export const zoneEvent = ({ user: _, at, zones, ...change }: ZoneChange): string =>
  eventText({ event: 'zone', data: JSON.stringify({ ...change, at: isoTime(at), zones: zoneTimesJson(zones) }) })

/** The session, or `null` when there is none, so that a page which missed an end learns of it. */
export const sessionEvent = (workout: LiveWorkout | undefined): string =>
  eventText({
    event: 'session',
    data: JSON.stringify(workout === undefined ? null : liveWorkoutJson(workout)),
  })

/** A device, and the present of its link when it is a Bluetooth sensor. */
export const deviceEvent = (device: Device, link: SensorStatus | undefined): string =>
  eventText({ event: 'device', data: JSON.stringify(deviceJson(device, link)) })

/** The units that the person wants values in now, all of them. */
export const unitsEvent = (user: Pick<User, 'units'>): string =>
  eventText({ event: 'units', data: JSON.stringify(preferredUnits(user)) })

/** Everything that a page has to know at first, as events. */
export const presentState = (parts: LiveParts, user: string): string => {
  const { sessions, live, devices } = parts
  return [
    sessionEvent(sessions.active(user)),
    ...live.of(user).map(sampleEvent),
    ...devices
      .all()
      .filter((device) => device.user === user)
      .map((device) => deviceEvent(device, linkOf(parts, device))),
  ].join('')
}

export type LiveParts = Pick<HttpParts, 'sessions' | 'live' | 'devices' | 'users' | 'bluetooth' | 'authorization'>
