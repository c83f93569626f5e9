import swagger, { type FastifyDynamicSwaggerOptions, type SwaggerTransformObject } from '@fastify/swagger'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  changesJsonSchema,
  liveWorkoutJsonSchema,
  sampleJsonSchema,
  statisticsJsonSchema,
  workoutJsonSchema,
} from '../health/json/json-schema.js'
import { problemSchema } from '../health/json/problem-json.js'
import { readingSchema } from '../health/json/reading-schema.js'
import { predicateForm } from '../health/predicate/predicate-json.js'
import { deviceJsonSchema } from './device-json.js'
import { docsPage, docsStyle } from './docs-page.js'
import { cookieName } from './guard/authenticate.js'
import type { HttpApp } from './http-parts.js'
import { keptPlanJsonSchema } from './plans/plan-json.js'
import { userJsonSchema } from './user-json.js'

const components = {
  Sample: sampleJsonSchema,
  Changes: changesJsonSchema,
  Statistics: statisticsJsonSchema,
  Workout: workoutJsonSchema,
  LiveWorkout: liveWorkoutJsonSchema,
  Reading: readingSchema,
  Device: deviceJsonSchema,
  User: userJsonSchema,
  Problem: problemSchema,
  Predicate: predicateForm,
  KeptPlan: keptPlanJsonSchema,
}

// zod keeps descriptions and names beside its schemas in this registry, so that is where the names go.
for (const [id, schema] of Object.entries(components))
  z.globalRegistry.add(schema, { ...z.globalRegistry.get(schema), id })

const frame = {
  openapi: '3.1.0',
  info: { title: 'vitald', version: '1', description: 'The health store and workout engine for Linux.' },
  security: [{ token: [] }, { cookie: [] }],
  components: {
    securitySchemes: {
      token: { type: 'http', scheme: 'bearer' },
      cookie: { type: 'apiKey', in: 'cookie', name: cookieName },
    },
  },
} satisfies FastifyDynamicSwaggerOptions['openapi']

/** Every schema is made for both directions; what no route refers to is left out. */
const withoutUnused: SwaggerTransformObject = (given) => {
  const document = jsonSchemaTransformObject(given)
  const schemas = Object.entries(('components' in document && document.components?.schemas) || {})
  const used = (text: string) => schemas.filter(([name]) => text.includes(`#/components/schemas/${name}"`))
  const rest = JSON.stringify({ ...document, components: {} })
  let all = used(rest)
  for (let more = used(rest + JSON.stringify(all)); more.length > all.length; more = used(rest + JSON.stringify(all)))
    all = more
  return { ...document, components: { ...frame.components, schemas: Object.fromEntries(all) } }
}

/** Collects the routes that are added after it, and describes them by the schemas that judge them. */
export const openApi = async (app: HttpApp): Promise<void> => {
  await app.register(swagger, { openapi: frame, transform: jsonSchemaTransform, transformObject: withoutUnused })
}

/** The description, for programs and for people. */
export const openApiRoutes = (app: HttpApp): void => {
  const hidden = { schema: { hide: true } }
  app.get('/v1/openapi.json', hidden, () => app.swagger())
  app.get('/docs', hidden, (_request, reply) => reply.type('text/html; charset=utf-8').send(docsPage(app.swagger())))
  app.get('/docs/style.css', hidden, (_request, reply) => reply.type('text/css; charset=utf-8').send(docsStyle))
}
