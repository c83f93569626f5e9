import type { z } from 'zod'
import { type ClientJson, clientJsonSchema, type LetInJson, letInJsonSchema } from '../http/client-json.js'
import type { clientChangeSchema, newClientSchema } from '../privacy/client.js'
import { pageOf } from './transport/page.js'
import { pathOf, type Transport } from './transport/transport.js'

/** A program to be let in; its id is the source of what it saves. */
export type NewClient = z.input<typeof newClientSchema>
export type ClientChange = z.input<typeof clientChangeSchema>

/** The programs that a daemon lets in. They are the owner's to manage. */
export interface ClientPrograms {
  all(): Promise<readonly ClientJson[]>
  /** Lets a program in; its token is told this once. `conflict` when the id is taken. */
  create(client: NewClient): Promise<LetInJson>
  /** What it saves from now on is of the new version. `notFound` */
  change(client: string, change: ClientChange): Promise<ClientJson>
  /** Its token is void at once, its streams are cut; what it saved stays. `notFound` */
  remove(client: string): Promise<void>
}

const path = '/v1/clients'
const clientsSchema = pageOf(clientJsonSchema)

export const clientPrograms = ({ ask, send }: Transport): ClientPrograms => ({
  all: async () => (await ask({ path }, clientsSchema)).items,
  create: (client) => ask({ method: 'POST', path, body: client }, letInJsonSchema),
  change: (client, change) =>
    ask({ method: 'PATCH', path: pathOf`/v1/clients/${client}`, body: change }, clientJsonSchema),
  remove: async (client) => {
    await send({ method: 'DELETE', path: pathOf`/v1/clients/${client}` })
  },
})
