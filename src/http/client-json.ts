import { z } from 'zod'
import { isoTime } from '../health/time.js'
import { type Client, clientSchema } from '../privacy/client.js'

/** A program as the API gives it. */
export const clientJsonSchema = clientSchema.extend({ created: z.iso.datetime() })
export type ClientJson = z.infer<typeof clientJsonSchema>

/** A program that was let in just now. */
export const letInJsonSchema = clientJsonSchema.extend({ token: z.string().meta({ description: 'told this once' }) })
export type LetInJson = z.infer<typeof letInJsonSchema>

export const clientJson = (client: Client): ClientJson => ({ ...client, created: isoTime(client.created) })
