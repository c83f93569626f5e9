import { z } from 'zod'
import { isoTime } from '../health/time.js'
import type { AuditEntry } from '../privacy/audit.js'

/** What a program did with a person's data, once or again and again within a minute. */
export const auditEntryJsonSchema = z.strictObject({
  client: z.string(),
  action: z
    .string()
    .meta({ description: 'read, save, delete, refused (for want of permission), authorized, requested' }),
  types: z.array(z.string()).meta({ description: 'none: all that it may' }),
  first: z.iso.datetime(),
  last: z.iso.datetime(),
  times: z.int().meta({ description: 'how often between the first and the last, within a minute' }),
})
export type AuditEntryJson = z.infer<typeof auditEntryJsonSchema>

export const auditEntryJson = ({ user: _, first, last, types, ...entry }: AuditEntry): AuditEntryJson => ({
  ...entry,
  types: [...types],
  first: isoTime(first),
  last: isoTime(last),
})
