import { z } from 'zod'
import { liveWorkoutJsonSchema } from '../../health/json/json-schema.js'
import { liveWorkoutJson } from '../../health/json/workout-json.js'
import { collectField } from '../../health/schema/collect-field.js'
import { instantField } from '../../health/schema/command-fields.js'
import { answers } from '../answers.js'
import type { HttpApp, HttpParts } from '../http-parts.js'
import { idParams } from '../query.js'
import { commandHeaders, commandId, idOf } from './command-id.js'
import { send } from './session-routes.js'

const collectSchema = z.strictObject({
  collect: collectField,
  at: instantField.optional().meta({ description: 'from when on; now when left out' }),
  ...commandId,
})

/** What a workout collects, while it is going on. */
export const collectRoute = (app: HttpApp, parts: HttpParts): void => {
  app.patch(
    '/sessions/:id',
    {
      schema: {
        tags: ['sessions'],
        summary: 'Collect a type from now on, do not, or only of some sources or devices',
        params: idParams,
        headers: commandHeaders,
        body: collectSchema,
        response: answers({ 200: liveWorkoutJsonSchema }, 404, 409, 413, 415),
      },
    },
    async (request) => {
      const command = { ...request.body, event: 'collect', id: idOf(request) } as const
      return liveWorkoutJson(await send(parts, request.params, command))
    },
  )
}
