import { HealthError } from '../../health/error.js'
import type { ElectrocardiogramLead, LeadVoltages } from '../../health/kinds/electrocardiogram.js'
import type { Heartbeat } from '../../health/kinds/heartbeat.js'
import type { Location } from '../../health/kinds/location.js'
import { type Column, decodeSheet, encodeSheet } from './sheet-codec.js'

// What samples hold by the thousand, as sheets of columns. The order of the columns is part of the format.

const broken = (): HealthError => new HealthError('databaseInaccessible', 'packed columns are not what they should be')

/** The columns of a sheet that has as many as it should. */
function columnsOf(bytes: Uint8Array, count: number): readonly Column[] {
  const columns = decodeSheet(bytes)
  if (columns.length !== count) throw broken()
  return columns
}

/** A column without holes. */
function whole(column: Column | undefined): readonly number[] {
  if (column === undefined || column.includes(undefined)) throw broken()
  return column as readonly number[]
}

export const encodeBeats = (beats: readonly Heartbeat[]): Uint8Array =>
  encodeSheet([
    beats.map(({ timeSinceStart }) => timeSinceStart),
    beats.map(({ precededByGap }) => (precededByGap ? 1 : 0)),
  ])

/** `databaseInaccessible` when these bytes are no beats. */
export function decodeBeats(bytes: Uint8Array): readonly Heartbeat[] {
  const [times, gaps] = columnsOf(bytes, 2).map(whole)
  return (times ?? []).map((timeSinceStart, row) => ({ timeSinceStart, precededByGap: gaps?.[row] === 1 }))
}

const needed = ['time', 'latitude', 'longitude'] as const
const optional = [
  'altitude',
  'horizontalAccuracy',
  'verticalAccuracy',
  'speed',
  'speedAccuracy',
  'course',
  'courseAccuracy',
] as const
type OptionalMember = (typeof optional)[number]

export const encodeLocations = (locations: readonly Location[]): Uint8Array =>
  encodeSheet([...needed, ...optional].map((name) => locations.map((location) => location[name])))

/** `databaseInaccessible` when these bytes are no locations. */
export function decodeLocations(bytes: Uint8Array): readonly Location[] {
  const columns = columnsOf(bytes, needed.length + optional.length)
  const [times, latitudes, longitudes] = columns.slice(0, needed.length).map(whole)
  const others = columns.slice(needed.length)
  return (times ?? []).map((time, row) => {
    const known: Partial<Record<OptionalMember, number>> = {}
    for (const [place, name] of optional.entries()) {
      const value = others[place]?.[row]
      if (value !== undefined) known[name] = value
    }
    return { time, latitude: latitudes?.[row] as number, longitude: longitudes?.[row] as number, ...known }
  })
}

export const encodeVoltages = (leads: readonly LeadVoltages[]): Uint8Array =>
  encodeSheet(leads.map(({ voltages }) => voltages))

/** `databaseInaccessible` when these bytes are no voltages of these leads. */
export function decodeVoltages(bytes: Uint8Array, leads: readonly ElectrocardiogramLead[]): readonly LeadVoltages[] {
  const columns = columnsOf(bytes, leads.length)
  return leads.map((lead, place) => ({ lead, voltages: whole(columns[place]) }))
}
