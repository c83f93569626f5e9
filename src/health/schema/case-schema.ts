import { z } from 'zod'
import type { Cases } from '../kinds/member-rules.js'

/** A case by its name or raw value. */
export const caseSchema = (cases: Cases) =>
  z.union([z.enum(Object.keys(cases)), z.literal(Object.values(cases))]).meta({ description: 'by name or raw value' })
