import fastifyStatic from '@fastify/static'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { HealthError } from '../health/error.js'
import type { HttpApp } from './http-parts.js'
import { sendProblem } from './problem.js'

const yearS = 31_536_000

const notFound = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  sendProblem(new HealthError('notFound', 'there is no such route'), request, reply)

/** A place within the page: its own addresses are answered with the page itself. */
const isPlace = ({ method, url, headers }: FastifyRequest): boolean =>
  method === 'GET' && !url.startsWith('/v1') && (headers.accept ?? '').includes('text/html')

/** Serves the built page in `folder` to everybody: it holds no data and says how to sign in. */
export const page = async (app: HttpApp, folder: string | undefined): Promise<void> => {
  if (folder === undefined) {
    app.setNotFoundHandler(notFound)
    return
  }
  // Vite names what it puts into assets/ after its content.
  await app.register(fastifyStatic, {
    root: folder,
    cacheControl: false,
    setHeaders: (response, path) => {
      response.setHeader(
        'cache-control',
        path.includes('/assets/') ? `public, max-age=${yearS}, immutable` : 'no-cache',
      )
    },
  })
  app.setNotFoundHandler((request, reply) =>
    isPlace(request) ? reply.header('cache-control', 'no-cache').sendFile('index.html') : notFound(request, reply),
  )
}
