import type { FitDevInfo, FitWriter } from '@markw65/fit-file-writer'
import type { Workout } from '../../../health/workout.js'

const developer = 0
/** Names vitald to readers that look developers up: made once, and never another. */
const applicationId = [0x76, 0x69, 0x74, 0x61, 0x6c, 0x64, 0x4a, 0x11, 0x9c, 0x2e, 0x5b, 0x3d, 0x70, 0x18, 0xa6, 0xf4]
const fieldsMax = 250

/** Figures that the session message has a field for. */
const native: ReadonlySet<string> = new Set([
  'normalizedPower',
  'intensityFactor',
  'trainingStressScore',
  'work',
  'averageSpeed',
  'ascent',
  'descent',
])

/** The figures that FIT has no field for, in the order of their names; a field's number is its place. */
const figuresOf = ({ metrics }: Workout): readonly (readonly [string, number])[] =>
  Object.entries(metrics)
    .filter(([name, value]) => !native.has(name) && Number.isFinite(value))
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .slice(0, fieldsMax)

/** Describes the developer fields of the session. */
export function writeDeveloperFields(writer: FitWriter, workout: Workout): void {
  const figures = figuresOf(workout)
  if (figures.length === 0) return
  writer.writeMessage('developer_data_id', { developer_data_index: developer, application_id: applicationId })
  for (const [index, [name]] of figures.entries()) {
    writer.writeMessage('field_description', {
      developer_data_index: developer,
      field_definition_number: index,
      fit_base_type_id: 'float64',
      field_name: name,
      native_mesg_num: 'session',
    })
  }
}

/** The values of the developer fields of the session. */
export const developerFieldsOf = (workout: Workout): FitDevInfo[] =>
  figuresOf(workout).map(([, value], index) => ({ field_num: index, value }))
