import { z } from 'zod'
import { HealthError } from '../../health/error.js'
import { sampleJsonSchema } from '../../health/json/json-schema.js'
import { sampleJson } from '../../health/json/sample-json.js'
import { answers, listSchema } from '../answers.js'
import { forPrograms } from '../guard/boundary.js'
import type { HttpApp } from '../http-parts.js'
import { idParams, page, uuidParams } from '../query.js'
import { sampleOfKind } from '../samples/known-sample.js'
import { knownWorkout } from '../samples/workout-records.js'
import {
  bulkQuerySchema,
  heartbeatsPage,
  heartbeatsPageSchema,
  locationsPage,
  locationsPageSchema,
  locationsQuerySchema,
  voltagesPage,
  voltagesPageSchema,
  voltagesQuerySchema,
} from './bulk-page.js'
import { locationsOf, routesPage } from './workout-routes.js'

/** What samples hold by the thousand. */
export const kindRoutes = (app: HttpApp): void => {
  const params = uuidParams
  const tags = ['samples']

  app.get(
    '/samples/:uuid/heartbeats',
    {
      ...forPrograms,
      schema: {
        tags,
        summary: 'The beats of a heartbeat series',
        params,
        querystring: bulkQuerySchema,
        response: answers({ 200: heartbeatsPageSchema }, 404),
      },
    },
    async ({ store, params: asked, query }) =>
      heartbeatsPage(await sampleOfKind(store, asked, 'heartbeatSeries'), query),
  )

  app.get(
    '/samples/:uuid/locations',
    {
      ...forPrograms,
      schema: {
        tags,
        summary: 'The locations of a workout route',
        params,
        querystring: locationsQuerySchema,
        response: answers({ 200: locationsPageSchema }, 404),
      },
    },
    async ({ store, params: asked, query }) =>
      locationsPage((await sampleOfKind(store, asked, 'workoutRoute')).locations, query),
  )

  app.get(
    '/samples/:uuid/voltages',
    {
      ...forPrograms,
      schema: {
        tags,
        summary: 'The voltages of a lead of an electrocardiogram',
        params,
        querystring: voltagesQuerySchema,
        response: answers({ 200: voltagesPageSchema }, 404),
      },
    },
    async ({ store, params: asked, query }) => {
      const told = voltagesPage(await sampleOfKind(store, asked, 'electrocardiogram'), query)
      if (told === undefined) throw new HealthError('notFound', 'there is no such lead')
      return told
    },
  )
}

/** Where workouts went. */
export const workoutPlaceRoutes = (app: HttpApp): void => {
  const params = idParams
  const tags = ['workouts']

  app.get(
    '/workouts/:id/routes',
    {
      ...forPrograms,
      schema: {
        tags,
        summary: 'The routes of a workout',
        params,
        querystring: z.strictObject(page),
        response: answers({ 200: listSchema(sampleJsonSchema) }, 404),
      },
    },
    async ({ store, params: { user, id }, query }) => {
      const { uuid: workout } = await knownWorkout(store, user, id)
      const found = await routesPage(store, { user, workout }, query)
      return { items: found.items.map((sample) => sampleJson(sample)), cursor: found.cursor }
    },
  )

  app.get(
    '/workouts/:id/locations',
    {
      ...forPrograms,
      schema: {
        tags,
        summary: 'The locations of all routes of a workout, oldest first',
        params,
        querystring: locationsQuerySchema,
        response: answers({ 200: locationsPageSchema }, 404),
      },
    },
    async ({ store, params: { user, id }, query }) => {
      const { uuid: workout } = await knownWorkout(store, user, id)
      return locationsPage(await locationsOf(store, { user, workout }), query)
    },
  )
}
