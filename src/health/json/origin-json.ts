import { z } from 'zod'

const text = z.string().optional()

/** HKSourceRevision: which version of a source saved, on what. */
export const sourceRevisionJsonSchema = z.strictObject({
  source: z.string(),
  version: text,
  productType: text,
  operatingSystemVersion: text,
})

/** HKDevice: its slug, and what it said of itself at the time. */
export const deviceRevisionJsonSchema = z.strictObject({
  id: z.string(),
  name: text,
  manufacturer: text,
  model: text,
  hardwareVersion: text,
  firmwareVersion: text,
  softwareVersion: text,
  localIdentifier: text,
  udiDeviceIdentifier: text,
})

/** Where samples come from. */
export const originJsonSchema = z.strictObject({
  source: sourceRevisionJsonSchema,
  device: deviceRevisionJsonSchema.optional(),
})
