import { z } from 'zod'
import type { TrainerCommand, TrainerStatus } from '../../../devices/ble/bluetooth.js'
import { HealthError } from '../../health/error.js'
import { answers } from '../answers.js'
import type { HttpApp, HttpParts } from '../http-parts.js'
import { findSensor, sensorParams } from './pairing.js'

const tags = ['devices']

/** What a trainer can be asked for; the bounds are those of its protocol, the machine's own may be narrower. */
const trainerCommandSchema = z.discriminatedUnion('mode', [
  z.strictObject({
    mode: z.literal('erg'),
    targetPower: z.number().min(0).max(4_000).meta({ description: 'W, held at any cadence' }),
  }),
  z.strictObject({
    mode: z.literal('simulation'),
    grade: z.number().min(-40).max(40).meta({ description: 'percent' }),
    windSpeed: z.number().min(-32).max(32).optional().meta({ description: 'm/s, against the rider' }),
    rollingResistance: z.number().min(0).max(0.0254).optional().meta({ description: 'coefficient' }),
    windResistance: z.number().min(0).max(2.54).optional().meta({ description: 'kg/m' }),
  }),
  z.strictObject({
    mode: z.literal('resistance'),
    level: z.number().min(0).max(1_000).meta({ description: "in the machine's own unit" }),
  }),
  z.strictObject({ mode: z.literal('free') }).meta({ description: 'gives control back' }),
]) satisfies z.ZodType<TrainerCommand>

const rangeSchema = z.strictObject({ minimum: z.number(), maximum: z.number(), increment: z.number() }).optional()
const trainerSchema = z.strictObject({
  command: trainerCommandSchema.optional().meta({ description: 'what is wished of it now' }),
  power: rangeSchema.meta({ description: 'of target power, W' }),
  resistance: rangeSchema.meta({ description: "of the level, in the machine's own unit" }),
})

const trainerOf = ({ bluetooth }: Pick<HttpParts, 'bluetooth'>, device: string): TrainerStatus => {
  const status = bluetooth.trainer(device)
  if (status === undefined) throw new HealthError('notFound', `${device} is no trainer, or has not said so yet`)
  return status
}

/** What a trainer is to do. */
export const trainerRoutes = (app: HttpApp, parts: HttpParts): void => {
  const params = sensorParams

  app.get(
    '/devices/:device/trainer',
    {
      schema: {
        tags,
        summary: 'What a trainer was asked for, and its limits',
        params,
        response: answers({ 200: trainerSchema }, 404),
      },
    },
    (request) => ({ ...trainerOf(parts, findSensor(parts, request.params.device).device) }),
  )

  app.put(
    '/devices/:device/trainer',
    {
      schema: {
        tags,
        summary: 'Ask a trainer for a power, a grade, a level, or nothing more; answers when it has agreed',
        params,
        body: trainerCommandSchema,
        response: answers({ 200: trainerSchema }, 404, 409, 413, 415),
      },
    },
    async (request) => {
      const { device } = findSensor(parts, request.params.device)
      await parts.bluetooth.control(device, request.body)
      return { ...(parts.bluetooth.trainer(device) ?? { command: request.body }) }
    },
  )
}
