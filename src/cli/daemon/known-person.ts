import { z } from 'zod'
import { didYouMean } from '../text/near-words.js'
import type { Client } from './client.js'
import { RefusalError, unknownUser } from './refusal.js'

const listed = z.object({ items: z.array(z.object({ id: z.string() })) })
const personPath = /^\/v1\/users\/([^/?]+)/

const isNotFound = (error: unknown): error is RefusalError => error instanceof RefusalError && error.code === 'notFound'

/** The person that a request is about, in its address or as `user` in its body. */
function personIn(path: string, body: unknown): string | undefined {
  const [, inPath] = personPath.exec(path) ?? []
  if (inPath !== undefined) return decodeURIComponent(inPath)
  const said = z.object({ user: z.string() }).safeParse(body)
  return said.data?.user
}

type Asked = readonly [path: string, body?: unknown]

/**
 * The client, which says who may have been meant when a request is refused because there is no such person. Others that
 * find nothing are refused as they are.
 */
export function namingPeople(client: Client): Client {
  const known = new Set<string>()

  const isKnown = async (person: string): Promise<boolean> => {
    if (!known.has(person)) for (const { id } of listed.parse(await client.get('/v1/users')).items) known.add(id)
    return known.has(person)
  }
  const naming = async <Answer>([path, body]: Asked, answer: Promise<Answer>): Promise<Answer> => {
    try {
      return await answer
    } catch (error) {
      const person = isNotFound(error) ? personIn(path, body) : undefined
      if (person === undefined || (await isKnown(person))) throw error
      const hint = didYouMean(person, [...known]) || ' `vitald users` lists everybody.'
      throw new RefusalError(unknownUser, `there is no user ${person}.${hint}`)
    }
  }

  return {
    address: client.address,
    get: (path) => naming([path], client.get(path)),
    post: (path, body) => naming([path, body], client.post(path, body)),
    put: (path, body) => naming([path], client.put(path, body)),
    patch: (path, body) => naming([path, body], client.patch(path, body)),
    delete: (path) => naming([path], client.delete(path)),
    upload: (path, chunks) => naming([path], client.upload(path, chunks)),
    download: (path) => naming([path], client.download(path)),
    events: (method, path, body) => naming([path, body], client.events(method, path, body)),
  }
}
