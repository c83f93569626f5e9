import type { FastifySchemaCompiler } from 'fastify'
import { z } from 'zod'
import { type Fault, invalidArgument } from '../health/error.js'
import { faults } from '../health/schema/faults.js'

const partNames: Readonly<Record<string, string>> = {
  body: 'body',
  params: 'path',
  querystring: 'query',
  headers: 'headers',
}

const inList = /^\/([^/]+)\/\d+$/

/** Points at the member itself where its one value came without a list around it. */
const asGiven = (input: unknown): ((fault: Fault) => Fault) => {
  const members = new Map<string, unknown>(Object.entries(input ?? {}))
  return (fault) => {
    const name = inList.exec(fault.pointer)?.[1]
    const isAlone = name !== undefined && typeof members.get(name) === 'string'
    return isAlone ? { ...fault, pointer: `/${name}` } : fault
  }
}

/** Judges a part of a request by its zod schema; what is wrong is `invalidArgument` with a fault a field. */
export const validate: FastifySchemaCompiler<unknown> = ({ schema, httpPart = 'body' }) => {
  if (!(schema instanceof z.ZodType)) throw new TypeError('a route is described by zod schemas')
  return (input) => {
    const parsed = schema.safeParse(input)
    if (parsed.success) return { value: parsed.data }
    const errors = faults(parsed.error).map(asGiven(input))
    return { error: invalidArgument(`the ${partNames[httpPart] ?? httpPart} is not valid`, errors) }
  }
}

/** For a route that hands its body on to be judged: there the schema only describes it. */
export const validateAllButBody: FastifySchemaCompiler<unknown> = (part) =>
  part.httpPart === 'body' ? (value) => ({ value }) : validate(part)
