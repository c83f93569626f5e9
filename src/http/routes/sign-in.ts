import { z } from 'zod'
import { anonymous, answers } from '../answers.js'
import { cookieName } from '../guard/authenticate.js'
import type { HttpApp, HttpParts } from '../http-parts.js'

const tags = ['sign-in']
const querySchema = z.strictObject({ code: z.string().min(1).max(128) })
const linkSchema = z.strictObject({ path: z.string().meta({ description: 'to be opened once, within 15 minutes' }) })

/** What the one-time link points at: it signs the browser in and goes on to the page. */
export const signInRoutes = (app: HttpApp, { access, clock }: HttpParts): void => {
  app.get(
    '/sign-in',
    {
      exposeHeadRoute: false,
      schema: {
        ...anonymous,
        tags,
        summary: 'Sign in with a one-time link',
        querystring: querySchema,
        response: answers({ 303: z.null() }),
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store')
      // A person who opens an old link is helped by the page, which knows how to get a new one; a program gets the problem.
      if (request.headers.accept?.includes('text/html') && !access.awaits(request.query.code))
        return reply.redirect('/', 303)
      const { cookie, expires } = await access.redeem(request.query.code)
      const secure = request.protocol === 'https'
      const maxAge = Math.floor((expires - clock()) / 1000)
      reply.setCookie(cookieName, cookie, { path: '/', httpOnly: true, sameSite: 'strict', secure, maxAge })
      return reply.redirect('/', 303)
    },
  )
}

/** Asking for a further link. */
export const signInLinkRoutes = (app: HttpApp, { access }: HttpParts): void => {
  app.post(
    '/sign-in-links',
    { schema: { tags, summary: 'Make a one-time sign-in link', response: answers({ 201: linkSchema }) } },
    (_request, reply) => reply.code(201).send({ path: `/sign-in?code=${access.issueSignIn()}` }),
  )
}
