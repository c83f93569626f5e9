import { csvFile } from './csv-file.js'
import type { ExportedWorkout } from './exported-workout.js'
import { fitFile } from './fit/fit-file.js'
import { gpxFile } from './gpx-file.js'
import { jsonFile } from './json-file.js'
import { tcxFile } from './tcx-file.js'

/** What a finished workout can be written as. */
export const exportFormats = ['fit', 'tcx', 'gpx', 'csv', 'json'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** The media type of each. */
export const mediaTypes: Readonly<Record<ExportFormat, string>> = {
  fit: 'application/vnd.ant.fit',
  tcx: 'application/vnd.garmin.tcx+xml',
  gpx: 'application/gpx+xml',
  csv: 'text/csv; charset=utf-8; header=present',
  json: 'application/json; charset=utf-8',
}

const writers: Readonly<Record<ExportFormat, (exported: ExportedWorkout) => Iterable<string | Uint8Array>>> = {
  fit: (exported) => [fitFile(exported)],
  tcx: (exported) => [tcxFile(exported)],
  gpx: (exported) => [gpxFile(exported)],
  csv: csvFile,
  json: jsonFile,
}

/** A finished workout as a file, piece by piece. Throws `noData` for GPX without a route. */
export const workoutFile = (exported: ExportedWorkout, format: ExportFormat): Iterable<string | Uint8Array> =>
  writers[format](exported)
