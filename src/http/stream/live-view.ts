import type { SensorStatus } from '../../../devices/ble/bluetooth.js'
import type { ObjectTypeName } from '../../health/permission/object-type.js'
import type { LiveWorkout } from '../../health/workout.js'
import type { Device } from '../../ingest/device.js'
import type { User } from '../../privacy/users.js'
import type { Program } from '../../privacy/view/programs.js'
import { shownLiveWorkout } from '../../privacy/view/shown.js'
import type { LiveValue, SourceChange } from '../../session/live-value.js'
import type { ZoneChange } from '../../session/telling/zone-watch.js'
import { linkOf } from '../sensors/present-device.js'
import {
  deviceEvent,
  type LiveParts,
  presentState,
  sampleEvent,
  sessionEvent,
  sourceEvent,
  unitsEvent,
  zoneEvent,
} from './live-state.js'

/** What a reader of somebody's present is told, as text of events; the empty text is nothing. */
export interface LiveView {
  present(): string
  value(value: LiveValue): string
  source(change: SourceChange): string
  zone(change: ZoneChange): string
  session(workout: LiveWorkout | undefined): string
  /** `link` is that of a Bluetooth sensor, when it is known already. */
  device(device: Device, link?: SensorStatus): string
  units(user: User): string
}

/** All of it. */
export const wholeView = (parts: LiveParts, user: string): LiveView => ({
  present: () => presentState(parts, user),
  value: sampleEvent,
  source: sourceEvent,
  zone: zoneEvent,
  session: sessionEvent,
  device: (device, link = linkOf(parts, device)) => deviceEvent(device, link),
  units: unitsEvent,
})

/** What a program may see of it at each moment. Devices are the owner's business. */
export const programView = ({ sessions, live }: LiveParts, user: string, program: Program): LiveView => {
  const readable = (at: number) => {
    const { readFrom } = program.grants(user)
    return (type: ObjectTypeName): boolean => at >= (readFrom(type) ?? Number.POSITIVE_INFINITY)
  }
  const value = (one: LiveValue): string => {
    const { client, readFrom } = program.grants(user)
    const isSeen = one.source === client || one.at >= (readFrom(one.type) ?? Number.POSITIVE_INFINITY)
    return isSeen ? sampleEvent(one) : ''
  }
  // It names two sources: their type has to be readable, its own writing is not enough.
  const source = (change: SourceChange): string => (readable(change.at)(change.type) ? sourceEvent(change) : '')
  const zone = (change: ZoneChange): string => {
    const isRead = readable(change.at)
    return isRead(change.type) && isRead('workout') ? zoneEvent(change) : ''
  }
  const session = (workout: LiveWorkout | undefined): string => {
    const seen = workout && shownLiveWorkout(program.grants(user), workout)
    return workout !== undefined && seen === undefined ? '' : sessionEvent(seen)
  }
  return {
    // A session that it may not see is told as none.
    present: () => (session(sessions.active(user)) || sessionEvent(undefined)) + live.of(user).map(value).join(''),
    value,
    source,
    zone,
    session,
    device: () => '',
    units: unitsEvent,
  }
}
