import { z } from 'zod'
import { answers, listSchema } from '../answers.js'
import type { HttpApp, HttpParts } from '../http-parts.js'
import { type Say, tellChore, wantsEvents } from '../stream/chore-stream.js'
import type { Streams } from '../stream/streams.js'
import { nearJson, nearJsonSchema } from './sensor-json.js'

const tags = ['devices']
const usualSeconds = 10

/** For how long something in the air is looked at or listened to. */
export const secondsSchema = z
  .strictObject({
    seconds: z
      .number()
      .min(1)
      .max(60)
      .optional()
      .meta({ description: `${usualSeconds} when left out` }),
  })
  .nullish()

export const secondsOf = (wish: z.infer<typeof secondsSchema>): number => wish?.seconds ?? usualSeconds

const bluetoothSchema = z.strictObject({
  ok: z.boolean(),
  reason: z.string().optional().meta({ description: 'why sensors cannot be reached, and how to mend it' }),
  adapters: z.array(
    z.strictObject({
      address: z.string(),
      name: z.string(),
      powered: z.boolean(),
      blocked: z.boolean().meta({ description: 'by rfkill' }),
      discovering: z.boolean().meta({ description: 'whether somebody, perhaps another program, looks around' }),
    }),
  ),
  near: z.array(nearJsonSchema).meta({ description: 'what was heard in the last minute, the strongest first' }),
})

const reportOf = (near: ReturnType<HttpParts['bluetooth']['near']>) => ({ items: near.map(nearJson) })

/** Looks around, and tells each sensor as it is heard. */
const tellScan = async ({ bluetooth }: HttpParts, seconds: number, say: Say): Promise<unknown> => {
  const end = bluetooth.subscribe((event) => {
    if (event.type === 'near') say('near', nearJson(event.near))
  })
  try {
    for (const near of bluetooth.near()) say('near', nearJson(near))
    return reportOf(await bluetooth.scan(seconds))
  } finally {
    end()
  }
}

/** What is in the air, and by what it is heard. */
export const scanRoutes = (app: HttpApp, parts: HttpParts, streams: Streams): void => {
  const { bluetooth } = parts

  app.get(
    '/bluetooth',
    {
      schema: {
        tags,
        summary: 'Whether sensors can be reached, by which adapters, and what is near',
        response: answers({ 200: bluetoothSchema }),
      },
    },
    () => ({
      ...bluetooth.state(),
      adapters: bluetooth.adapters().map((adapter) => ({ ...adapter })),
      near: bluetooth.near().map(nearJson),
    }),
  )

  app.post(
    '/devices/scan',
    {
      schema: {
        tags,
        summary:
          'Look around for Bluetooth sensors, the strongest first; who accepts `text/event-stream` hears each as event `near` at once, then `report`',
        body: secondsSchema,
        response: answers({ 200: listSchema(nearJsonSchema) }, 413, 415),
      },
    },
    async (request, reply) => {
      const seconds = secondsOf(request.body)
      if (wantsEvents(request)) return tellChore(streams, reply, (say) => tellScan(parts, seconds, say))
      return reportOf(await bluetooth.scan(seconds))
    },
  )
}
