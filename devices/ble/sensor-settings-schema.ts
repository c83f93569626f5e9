import { z } from 'zod'
import type { SensorSettings } from './sensor-settings.js'

const flag = (description: string) => z.boolean().optional().meta({ description })

/** The settings as a person gives them: exact, so that a misspelt one is told. */
export const sensorSettingsSchema = z.strictObject({
  wheelCircumference: z
    .number()
    .min(130)
    .max(3_000)
    .optional()
    .meta({ description: 'of the wheel that it counts, mm; 2105 when left out' }),
  withoutHeartbeats: flag('its intervals between beats are made up from the rate: keep none'),
  acceptWithoutContact: flag('take heart rates also while it says that it has no skin contact'),
  runningCadence: z
    .enum(['perFoot', 'bothFeet'])
    .optional()
    .meta({ description: 'what its running cadence counts; found out when left out' }),
  bond: flag('pair with it when it is connected; few sensors want that'),
  broadcastOnly: flag('take its heart rate from advertisements alone, never connect'),
  control: flag('let trainer commands control it'),
}) satisfies z.ZodType<SensorSettings>

const { shape } = sensorSettingsSchema

/** The settings as they were kept, perhaps by another version: what is not known or not possible is left out. */
export const keptSensorSettingsSchema = z.object({
  wheelCircumference: shape.wheelCircumference.catch(undefined),
  withoutHeartbeats: shape.withoutHeartbeats.catch(undefined),
  acceptWithoutContact: shape.acceptWithoutContact.catch(undefined),
  runningCadence: shape.runningCadence.catch(undefined),
  bond: shape.bond.catch(undefined),
  broadcastOnly: shape.broadcastOnly.catch(undefined),
  control: shape.control.catch(undefined),
})

/** A change of settings: `null` takes one back to its default. */
export const sensorSettingsPatchSchema = z.strictObject({
  wheelCircumference: shape.wheelCircumference.nullable(),
  withoutHeartbeats: shape.withoutHeartbeats.nullable(),
  acceptWithoutContact: shape.acceptWithoutContact.nullable(),
  runningCadence: shape.runningCadence.nullable(),
  bond: shape.bond.nullable(),
  broadcastOnly: shape.broadcastOnly.nullable(),
  control: shape.control.nullable(),
})
export type SensorSettingsPatch = z.infer<typeof sensorSettingsPatchSchema>

/** The settings after a change. */
export const changedSettings = (settings: SensorSettings, patch: SensorSettingsPatch): SensorSettings =>
  sensorSettingsSchema.parse(
    Object.fromEntries(Object.entries({ ...settings, ...patch }).filter(([, value]) => value !== null)),
  )
