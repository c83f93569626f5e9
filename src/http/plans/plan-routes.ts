import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { HealthError, invalidArgument } from '../../health/error.js'
import { type PlanFormat, planBytesMax, planFormats, readPlanFile, writePlanFile } from '../../plans/files/plan-file.js'
import type { PlanInFile } from '../../plans/files/read-node.js'
import type { KeptPlan, Plans } from '../../plans/kept/plans.js'
import type { Plan } from '../../plans/plan.js'
import { parsePlan, planIdSchema, planSchema } from '../../plans/plan-schema.js'
import { answers, listSchema, nothing } from '../answers.js'
import type { HttpApp } from '../http-parts.js'
import { page, userParams } from '../query.js'
import { validateAllButBody } from '../validate.js'
import {
  addedPlanJson,
  addedPlanJsonSchema,
  keptPlanJson,
  keptPlanJsonSchema,
  planEntryJson,
  planEntryJsonSchema,
} from './plan-json.js'

const tags = ['plans']
const params = userParams.extend({ plan: planIdSchema })
const formatQuery = z.strictObject({
  format: z.enum(planFormats).optional().meta({ description: 'told by the body itself when left out' }),
})
const limitDefault = 100

const mediaTypes: Readonly<Record<PlanFormat, string>> = {
  json: 'application/json',
  zwo: 'application/xml',
  fit: 'application/vnd.ant.fit',
}
const names: Readonly<Record<PlanFormat, string>> = {
  json: 'JSON, as it can be sent again',
  zwo: "a workout of Zwift's",
  fit: 'a FIT workout file',
}

const noPlan = () => new HealthError('notFound', 'there is no such plan')

const knownPlan = (plans: Plans, { user, plan: id }: z.infer<typeof params>): KeptPlan => {
  const kept = plans.get(user, id)
  if (kept === undefined) throw noPlan()
  return kept
}

/** The plan in a body: JSON, or a file. */
const planIn = ({ body }: FastifyRequest, format: PlanFormat | undefined): PlanInFile =>
  body instanceof Uint8Array ? readPlanFile(body, format) : { plan: parsePlan(body), omitted: [] }

const withId = (plan: Plan, id: string): Plan => {
  if (plan.id === undefined || plan.id === id) return plan
  throw invalidArgument('the plan has another id', [{ pointer: '/id', message: 'is not the one in the path' }])
}

const fileSchema = (format: PlanFormat): z.ZodType =>
  format === 'json' ? planSchema : z.string().meta({ description: `a file of the type ${mediaTypes[format]}` })

/** Plans on their way in, as JSON or as files of other programs. */
const bodyRoutes = (app: HttpApp, plans: Plans): void => {
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: planBytesMax }, (_request, body, done) =>
    done(null, body),
  )
  const common = { bodyLimit: planBytesMax, validatorCompiler: validateAllButBody }
  const bodies = 'as JSON, or a `.zwo` or FIT workout file as the body'

  app.post(
    '/plans',
    {
      ...common,
      schema: {
        tags,
        summary: `Keep a plan: ${bodies}`,
        params: userParams,
        querystring: formatQuery,
        body: planSchema,
        response: answers({ 201: addedPlanJsonSchema }, 404, 409, 413),
      },
    },
    async (request, reply) => {
      const { user } = request.params
      const { plan, omitted } = planIn(request, request.query.format)
      const kept = await plans.add(user, plan)
      return reply.code(201).header('location', `/v1/users/${user}/plans/${kept.id}`).send(addedPlanJson(kept, omitted))
    },
  )

  app.put(
    '/plans/:plan',
    {
      ...common,
      schema: {
        tags,
        summary: `Keep a plan under an id, in the place of the one that has it: ${bodies}`,
        params,
        querystring: formatQuery,
        body: planSchema,
        response: answers({ 200: addedPlanJsonSchema }, 404, 413),
      },
    },
    async (request) => {
      const { user, plan: id } = request.params
      const { plan, omitted } = planIn(request, request.query.format)
      return addedPlanJson(await plans.put(user, id, withId(plan, id)), omitted)
    },
  )
}

const fileRoutes = (app: HttpApp, plans: Plans): void => {
  for (const format of planFormats) {
    app.get(
      `/plans/:plan.${format}`,
      {
        exposeHeadRoute: false,
        schema: {
          tags,
          summary: `A plan as ${names[format]}`,
          params,
          response: answers({ 200: fileSchema(format) }, 404),
        },
      },
      (request, reply) => {
        const { id, plan, updatedAt } = knownPlan(plans, request.params)
        return reply
          .type(mediaTypes[format])
          .header('content-disposition', `attachment; filename="${id}.${format}"`)
          .serializer((content: unknown) => content as string)
          .send(writePlanFile(plan, format, updatedAt))
      },
    )
  }
}

/** The workouts that a person plans. */
export const planRoutes = (app: HttpApp, plans: Plans): void => {
  app.register(async (own: HttpApp) => bodyRoutes(own, plans))
  fileRoutes(app, plans)

  app.get(
    '/plans',
    {
      schema: {
        tags,
        summary: 'The plans that are kept, by id',
        params: userParams,
        querystring: z.strictObject(page),
        response: answers({ 200: listSchema(planEntryJsonSchema) }, 404),
      },
    },
    ({ params: { user }, query: { limit = limitDefault, cursor } }) => {
      const rest = plans.list(user, cursor)
      const items = rest.slice(0, limit)
      const last = rest.length > limit ? items.at(-1)?.id : undefined
      return { items: items.map(planEntryJson), ...(last !== undefined && { cursor: last }) }
    },
  )

  app.get(
    '/plans/:plan',
    { schema: { tags, summary: 'A plan', params, response: answers({ 200: keptPlanJsonSchema }, 404) } },
    (request) => keptPlanJson(knownPlan(plans, request.params)),
  )

  app.delete(
    '/plans/:plan',
    { schema: { tags, summary: 'Forget a plan', params, response: answers({ 204: nothing }, 404) } },
    async ({ params: { user, plan: id } }, reply) => {
      await plans.remove(user, id)
      return reply.code(204).send()
    },
  )
}
