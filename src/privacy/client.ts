import { z } from 'zod'
import { slugSchema } from './profile.js'

const text = z.string().min(1).max(256)

const facts = {
  name: text.meta({ description: 'what people call it' }),
  bundleIdentifier: text.optional(),
  version: text.optional(),
  productType: text.optional().meta({ description: 'what it runs on' }),
  operatingSystemVersion: text.optional(),
}

/** What a client is made from; its id is the source of what it saves. */
export const newClientSchema = z.strictObject({ id: slugSchema, ...facts, name: facts.name.optional() })
export type NewClient = z.infer<typeof newClientSchema>

/** What can be changed about a client: a new version is a new revision of its source. */
export const clientChangeSchema = z.strictObject({ ...facts, name: facts.name.optional() })
export type ClientChange = z.infer<typeof clientChangeSchema>

/** A program that was let in (HKSource). `created` is epoch ms. */
export const clientSchema = z.strictObject({ id: slugSchema, ...facts, created: z.number() })
export type Client = z.infer<typeof clientSchema>

/** The owner: the data folder's token, and the pages that signed in with it. No client has this id. */
export const ownerName = 'owner'
