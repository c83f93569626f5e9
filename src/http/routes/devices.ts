import { z } from 'zod'
import { changedSettings, sensorSettingsPatchSchema } from '../../../devices/ble/sensor-settings-schema.js'
import { HealthError } from '../../health/error.js'
import type { Device } from '../../ingest/device.js'
import { slugSchema } from '../../privacy/profile.js'
import { answers, listSchema, nothing } from '../answers.js'
import { deviceJsonSchema } from '../device-json.js'
import type { HttpApp, HttpParts } from '../http-parts.js'
import { presentDevice } from '../sensors/present-device.js'

const tags = ['devices']
const params = z.strictObject({ device: slugSchema })
const newDeviceSchema = z.strictObject({ device: slugSchema, user: slugSchema.optional() })
const credentialSchema = z.strictObject({ device: z.string(), username: z.string(), password: z.string() })

const changeSchema = z
  .strictObject({ user: slugSchema.optional(), settings: sensorSettingsPatchSchema.optional() })
  .refine(({ user, settings }) => user !== undefined || settings !== undefined, 'says nothing')
  .meta({ description: 'Its owner, or what is said about a Bluetooth sensor; `null` takes a setting back.' })
type Change = z.infer<typeof changeSchema>

/** Gives a device an owner, then saves what it had delivered before. */
const assign = async ({ devices, ingest }: HttpParts, device: string, user: string): Promise<Device> => {
  const assigned = await devices.assign(device, user)
  await ingest.release(device)
  return assigned
}

const change = async (parts: HttpParts, device: string, { user, settings }: Change): Promise<Device> => {
  const { devices, users } = parts
  const before = devices.get(device)
  if (before === undefined) throw new HealthError('notFound', 'there is no such device')
  // Nothing is half done: what can be refused is looked at first.
  if (user !== undefined && users.get(user) === undefined) throw new HealthError('notFound', 'there is no such user')
  const changed =
    settings && (await devices.configure(device, changedSettings(before.sensor?.settings ?? {}, settings)))
  return user === undefined ? (changed ?? before) : assign(parts, device, user)
}

export const devicesRoutes = (app: HttpApp, parts: HttpParts): void => {
  const { devices } = parts

  app.get(
    '/devices',
    { schema: { tags, summary: 'All devices', response: answers({ 200: listSchema(deviceJsonSchema) }) } },
    () => ({
      items: devices.all().map((device) => presentDevice(parts, device)),
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
        summary: 'Give a device an owner, or change what is said about a sensor',
        params,
        body: changeSchema,
        response: answers({ 200: deviceJsonSchema }, 404, 413, 415),
      },
    },
    async (request) => presentDevice(parts, await change(parts, request.params.device, request.body)),
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
