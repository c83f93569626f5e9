import type { FitWriter } from '@markw65/fit-file-writer'
import type { Workout, ZoneTime } from '../../../health/workout.js'
import { rawValues } from './scaled.js'

const milliseconds = (zones: readonly ZoneTime[]): number[] =>
  rawValues(
    zones.map(({ seconds }) => seconds),
    1_000,
  )
const borders = (zones: readonly ZoneTime[]): number[] =>
  zones.flatMap(({ to }) => (to === undefined ? [] : [Math.round(to)]))

/** Writes how long the workout was in each zone of heart rate and power. */
export function writeZoneTimes(writer: FitWriter, { zones, end }: Workout): void {
  const { heartRate, cyclingPower = zones.runningPower } = zones
  if (heartRate === undefined && cyclingPower === undefined) return
  writer.writeMessage('time_in_zone', {
    timestamp: writer.time(new Date(end)),
    reference_mesg: 'session',
    reference_index: { value: 0 },
    ...(heartRate !== undefined && {
      time_in_hr_zone: milliseconds(heartRate),
      hr_zone_high_boundary: borders(heartRate),
    }),
    ...(cyclingPower !== undefined && {
      time_in_power_zone: milliseconds(cyclingPower),
      power_zone_high_boundary: borders(cyclingPower),
    }),
  })
}
