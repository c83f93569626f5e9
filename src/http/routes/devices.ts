import { z } from 'zod'
import type { Device } from '../../ingest/device.js'
import { slugSchema } from '../../privacy/profile.js'
import { answers, listSchema, nothing } from '../answers.js'
import { deviceJson, deviceJsonSchema } from '../device-json.js'
import type { HttpApp, HttpParts } from '../http-parts.js'

const tags = ['devices']
const params = z.strictObject({ device: slugSchema })
const newDeviceSchema = z.strictObject({ device: slugSchema, user: slugSchema.optional() })
const credentialSchema = z.strictObject({ device: z.string(), username: z.string(), password: z.string() })

/** Gives a device an owner, then saves what it had delivered before. */
const assign = async ({ devices, ingest }: HttpParts, device: string, user: string): Promise<Device> => {
  const assigned = await devices.assign(device, user)
  await ingest.release(device)
  return assigned
}

export const devicesRoutes = (app: HttpApp, parts: HttpParts): void => {
  const { devices } = parts

  app.get(
    '/devices',
    { schema: { tags, summary: 'All devices', response: answers({ 200: listSchema(deviceJsonSchema) }) } },
    () => ({
      items: devices.all().map(deviceJson),
    }),
  )

  app.post(
    '/devices',
    {
      schema: {
        tags,
        summary: 'Register a device for the broker; its password is told once',
        body: newDeviceSchema,
        response: answers({ 201: credentialSchema }, 404, 409, 413, 415),
      },
    },
    async ({ body }, reply) => reply.code(201).send(await devices.add(body.device, body.user)),
  )

  app.patch(
    '/devices/:device',
    {
      schema: {
        tags,
        summary: 'Give a device an owner',
        params,
        body: z.strictObject({ user: slugSchema }),
        response: answers({ 200: deviceJsonSchema }, 404, 413, 415),
      },
    },
    async (request) => deviceJson(await assign(parts, request.params.device, request.body.user)),
  )

  app.delete(
    '/devices/:device',
    { schema: { tags, summary: 'Forget a device', params, response: answers({ 204: nothing }, 404) } },
    async (request, reply) => {
      await devices.forget(request.params.device)
      return reply.code(204).send()
    },
  )
}
