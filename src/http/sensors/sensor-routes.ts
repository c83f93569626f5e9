import { z } from 'zod'
import { answers, eventsSchema } from '../answers.js'
import { deviceJsonSchema } from '../device-json.js'
import type { HttpApp, HttpParts } from '../http-parts.js'
import { tellChore } from '../stream/chore-stream.js'
import type { EventStream } from '../stream/event-stream.js'
import type { Streams } from '../stream/streams.js'
import { findSensor, pairingSchema, pairSensor, sensorParams } from './pairing.js'
import { presentDevice } from './present-device.js'
import { secondsOf, secondsSchema } from './scan-routes.js'

const tags = ['devices']

/** Ends when the reader has gone. */
const goneSignal = (stream: EventStream): AbortSignal => {
  const gone = new AbortController()
  stream.onClose(() => gone.abort())
  return gone.signal
}

/** A Bluetooth sensor: to make it ours, to find out which it is, to calibrate it. */
export const sensorRoutes = (app: HttpApp, parts: HttpParts, streams: Streams): void => {
  const { bluetooth } = parts
  const params = sensorParams

  app.post(
    '/devices/:device/pair',
    {
      schema: {
        tags,
        summary: "Take a sensor that is near as somebody's; it stays connected from now on",
        params,
        body: pairingSchema,
        response: answers({ 200: deviceJsonSchema }, 404, 409, 413, 415),
      },
    },
    async (request) => presentDevice(parts, await pairSensor(parts, request.params.device, request.body)),
  )

  app.post(
    '/devices/:device/blink',
    {
      schema: {
        tags,
        summary:
          'Server-sent events `value` of a sensor, ours or not, stored nowhere, then `report`: to tell two apart',
        params,
        body: secondsSchema,
        response: answers({ 200: eventsSchema('each event holds one JSON object: a value a type') }, 404, 413, 415),
      },
    },
    (request, reply) => {
      const { address } = findSensor(parts, request.params.device)
      return tellChore(streams, reply, async (say, stream) => {
        let values = 0
        for await (const value of bluetooth.blink(address, secondsOf(request.body), goneSignal(stream))) {
          say('value', value)
          values += 1
        }
        return { values }
      })
    },
  )

  app.post(
    '/devices/:device/zero-offset',
    {
      schema: {
        tags,
        summary: 'Set the zero offset of a power meter, its crank unloaded',
        params,
        response: answers(
          { 200: z.strictObject({ offset: z.number().optional().meta({ description: 'raw, if it tells one' }) }) },
          ...[404, 409],
        ),
      },
    },
    async (request) => {
      const offset = await bluetooth.zeroOffset(findSensor(parts, request.params.device).device)
      return offset === undefined ? {} : { offset }
    },
  )
}
