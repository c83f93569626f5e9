import { Readable } from 'node:stream'
import { z } from 'zod'
import { samplesOfWorkout } from '../../exchange/gather.js'
import { type ExportFormat, exportFormats, mediaTypes, workoutFile } from '../../exchange/write/workout-file.js'
import { openZone } from '../../health/calendar/zone.js'
import { workoutJsonSchema } from '../../health/json/json-schema.js'
import { answers } from '../answers.js'
import { forPrograms } from '../guard/boundary.js'
import type { HttpApp, HttpParts } from '../http-parts.js'
import { idParams } from '../query.js'
import { knownWorkout } from '../samples/workout-records.js'

const minuteMs = 60_000

const names: Readonly<Record<ExportFormat, string>> = {
  fit: 'a FIT activity',
  tcx: 'TCX',
  gpx: 'GPX, when it has a route',
  csv: 'CSV, a row a second',
  json: 'JSON, with all samples',
}

const jsonFileSchema = workoutJsonSchema.extend({
  samples: z.array(z.looseObject({ uuid: z.uuid(), type: z.string() })).meta({ description: 'whole ones' }),
})
const fileSchema = (format: ExportFormat): z.ZodType =>
  format === 'json' ? jsonFileSchema : z.string().meta({ description: `a file of the type ${mediaTypes[format]}` })

/** Minutes of the person's clock ahead of UTC at an instant. */
const utcOffsetOf = ({ users }: HttpParts, user: string, at: number): number => {
  const zone = openZone(users.get(user)?.timeZone ?? 'UTC')
  return (zone.localAt(at) - at) / minuteMs
}

/** A finished workout as a file that other programs open, with what of it may be seen by who asks. */
export const exportRoutes = (app: HttpApp, parts: HttpParts): void => {
  for (const format of exportFormats) {
    app.get(
      `/workouts/:id.${format}`,
      {
        ...forPrograms,
        exposeHeadRoute: false,
        schema: {
          tags: ['workouts'],
          summary: `A workout as ${names[format]}`,
          params: idParams,
          response: answers({ 200: fileSchema(format) }, 404),
        },
      },
      async (request, reply) => {
        const { id, user } = request.params
        const { workout } = await knownWorkout(request.store, user, id)
        const samples = await samplesOfWorkout(request.store, user, workout)
        const utcOffset = utcOffsetOf(parts, user, workout.start)
        const pieces = workoutFile({ workout, samples, utcOffset, version: parts.version }, format)
        return reply
          .type(mediaTypes[format])
          .header('content-disposition', `attachment; filename="${id}.${format}"`)
          .send(Readable.from(pieces, { objectMode: false }))
      },
    )
  }
}
