import { z } from 'zod'
import { parseReadings } from '../../../src/health/json/reading-json.js'
import { activityTypeField, locationField } from '../../../src/health/schema/command-fields.js'
import { slugPattern } from '../../../src/health/slug.js'
import { findType, type QuantityTypeName, quantityType } from '../../../src/health/type.js'
import { parseDeviceName } from './device-name.js'
import { parseJsonPath } from './payload/json-path.js'
import { parseSelector } from './payload/selector.js'
import { parseTopicPattern } from './topic-pattern.js'

const textMax = 512
const rowsMax = 64
const scalar = z.union([z.string().max(textMax), z.number(), z.boolean()])
const path = z.string().refine((text) => parseJsonPath(text) !== undefined, 'is not a path like $.a.b[0]')
const selector = z
  .string()
  .refine((text) => parseSelector(text) !== undefined, 'is neither a path like $.a.b nor a capture like $1')
const milliseconds = z
  .number()
  .min(1)
  .max(7 * 86_400_000)

const isPattern = (text: string): boolean => {
  try {
    return new RegExp(text, 'u') !== undefined
  } catch {
    return false
  }
}

const tests = ['is', 'oneOf', 'matches', 'exists'] as const
const conditionSchema = z
  .strictObject({
    of: selector,
    is: scalar.optional(),
    oneOf: z.array(scalar).min(1).max(rowsMax).optional(),
    matches: z.string().max(textMax).refine(isPattern, 'is not a regular expression').optional(),
    exists: z.boolean().optional(),
  })
  .refine((condition) => tests.filter((test) => condition[test] !== undefined).length === 1, {
    error: `needs one of ${tests.join(', ')}`,
  })
const conditions = z
  .union([conditionSchema, z.array(conditionSchema).min(1).max(16)])
  .transform((given) => [given].flat())

const typeField = z.string().transform((name, context): QuantityTypeName => {
  const type = findType(name)
  if (type?.family === 'quantity') return type.name
  context.addIssue({ code: 'custom', message: 'is not a quantity type of HealthKit' })
  return z.NEVER
})

const rowFields = {
  type: typeField,
  /** HealthKit's spelling, or the path of the unit in the payload; the type's own when left out. */
  unit: z.string().min(1).max(64).optional(),
  value: selector,
  /** When the value is of, or begins; the arrival when neither this nor `end` is given. */
  time: selector.optional(),
  end: selector.optional(),
  /** How long it took, ms. */
  duration: milliseconds.optional(),
  scale: z.number().positive().optional(),
  /** What stands for no value, besides null, NaN and the like. */
  absent: z
    .array(z.union([z.string(), z.number()]))
    .min(1)
    .max(16)
    .optional(),
  /** `total`: it counts up from some beginning. `delta`: it is what came since the message before. */
  counts: z.enum(['total', 'delta']).optional(),
  /** In the row's unit. */
  deadBand: z.number().min(0).optional(),
  minInterval: milliseconds.optional(),
  maxInterval: milliseconds.optional(),
  repeatWindow: milliseconds.optional(),
  when: conditions.optional(),
}

type RowShape = z.infer<z.ZodObject<typeof rowFields>>

const isUnitOf = ({ type, unit }: RowShape): boolean => {
  if (unit?.startsWith('$')) return parseSelector(unit) !== undefined
  try {
    return parseReadings([{ type, start: 0, end: 1, value: 1, unit: unit ?? quantityType(type).unit }]).length === 1
  } catch {
    return false
  }
}
const isCumulative = ({ type }: RowShape): boolean => quantityType(type).aggregation === 'cumulative'

function judgeRow(row: RowShape, context: z.RefinementCtx): void {
  const refuse = (name: keyof RowShape, message: string): void =>
    context.addIssue({ code: 'custom', path: [name], message })
  if (!isUnitOf(row)) refuse('unit', `is not a unit of ${row.type}, or nobody but the system saves that type`)
  if (row.counts !== undefined && !isCumulative(row)) refuse('counts', `is not for ${row.type}, which is no sum`)
  if (row.counts === 'delta' && row.minInterval !== undefined) refuse('minInterval', 'would lose what is counted')
  if (row.counts !== undefined && row.deadBand !== undefined) refuse('deadBand', 'would lose what is counted')
  if (row.counts !== undefined && (row.end ?? row.duration) !== undefined)
    refuse('counts', 'is not needed: the payload says for which time it counts')
  if (row.time !== undefined && row.end !== undefined && row.duration !== undefined)
    refuse('duration', 'is one too many beside time and end')
}

const rowSchema = z.strictObject(rowFields).superRefine(judgeRow)

const eventNames = ['start', 'pause', 'resume', 'lap', 'stop', 'end'] as const
const eventSchema = z
  .strictObject({
    event: z.enum(eventNames),
    when: conditions,
    time: selector.optional(),
    activityType: activityTypeField.optional(),
    location: locationField.optional(),
  })
  .refine(({ event, activityType }) => event !== 'start' || activityType !== undefined, {
    path: ['activityType'],
    error: 'is needed to start',
  })

const fact = z.string().min(1).max(256)
const publishers = z.array(z.string().regex(slugPattern, 'is not the name of a device')).min(1).max(rowsMax)

const shortRow = z.strictObject(rowFields).partial().shape
const { when: _, ...shortFields } = shortRow

const mappingFields = z.strictObject({
  comment: z.string().max(4_096).optional(),
  topic: z.string().refine((text) => parseTopicPattern(text) !== undefined, 'is not a topic with + and # as wildcards'),
  device: z
    .string()
    .max(256)
    .refine((text) => parseDeviceName(text) !== undefined, 'is not a name made of text, $1 and a path'),
  /** The items of the payload that are read one by one; all other paths of rows then begin at the item. */
  each: path.optional(),
  when: conditions.optional(),
  ...shortFields,
  values: z.array(rowSchema).min(1).max(rowsMax).optional(),
  /** Of the device: text, a path or a capture. */
  name: fact.optional(),
  manufacturer: fact.optional(),
  model: fact.optional(),
  hardware: fact.optional(),
  firmware: fact.optional(),
  serial: fact.optional(),
  /** Percent. */
  battery: selector.optional(),
  /** `online`, `offline` or a word that says so. */
  status: selector.optional(),
  events: z.array(eventSchema).min(1).max(16).optional(),
  /** Registered devices that may publish here for whichever device it is: gateways. */
  publishers: publishers.optional(),
})

type MappingShape = z.infer<typeof mappingFields>
export type RowSettings = z.infer<typeof rowSchema>
export type EventSettings = z.infer<typeof eventSchema>
export type ConditionSettings = z.infer<typeof conditionSchema>

export const factNames = ['name', 'manufacturer', 'model', 'hardware', 'firmware', 'serial'] as const

const rowNames = Object.keys(shortFields) as (keyof typeof shortFields)[]

/** The one value that is written into the mapping itself, as a row. */
const shortOf = (mapping: MappingShape): object =>
  Object.fromEntries(rowNames.flatMap((name) => (mapping[name] === undefined ? [] : [[name, mapping[name]]])))

function capturesIn(value: unknown): number {
  if (Array.isArray(value)) return Math.max(0, ...value.map(capturesIn))
  if (typeof value === 'object' && value !== null) return capturesIn(Object.values(value))
  return typeof value === 'string' ? (parseSelector(value)?.capture ?? 0) : 0
}

function judgeCaptures(mapping: MappingShape, context: z.RefinementCtx): void {
  const most = parseTopicPattern(mapping.topic)?.captures ?? 0
  const { comment: _, topic: __, device, ...rest } = mapping
  const parts = [['device', parseDeviceName(device)?.captures ?? 0] as const].concat(
    Object.entries(rest).map(([name, value]) => [name as 'device', capturesIn(value)] as const),
  )
  for (const [name, captures] of parts) {
    if (captures > most)
      context.addIssue({
        code: 'custom',
        path: [name],
        message: `takes $${captures}, but the topic has ${most} wildcards`,
      })
  }
}

/** A mapping as it is used: every value is a row. */
export type MappingSettings = Omit<MappingShape, keyof typeof shortFields | 'values'> & {
  readonly values: readonly RowSettings[]
}

/**
 * A mapping from messages of somebody else's making to readings (contracts.md § MQTT). Checks everything that can be
 * known before a message comes: a mapping that passes can be compiled.
 */
export const mappingSchema = mappingFields.transform((mapping, context): MappingSettings => {
  judgeCaptures(mapping, context)
  const short = shortOf(mapping)
  const { values = [], ...rest } = mapping
  const kept = Object.fromEntries(Object.entries(rest).filter(([name]) => !(name in shortFields)))
  const says = [
    values.length,
    mapping.battery,
    mapping.status,
    mapping.events,
    ...factNames.map((name) => mapping[name]),
  ]
  const isShort = Object.keys(short).length > 0
  if (!isShort && says.every((part) => part === undefined || part === 0))
    context.addIssue({
      code: 'custom',
      path: ['value'],
      message: 'is needed, or values, battery, status, events or a fact',
    })
  const row = isShort ? rowSchema.safeParse(short) : undefined
  for (const { path, message } of row?.error?.issues ?? [])
    context.addIssue({ code: 'custom', path: [...path], message })
  const rows = row?.data === undefined ? values : [row.data, ...values]
  return { ...(kept as Omit<MappingSettings, 'values'>), values: rows }
})
