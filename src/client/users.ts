import { type UserJson, userJsonSchema } from '../http/user-json.js'
import { orNothing } from './transport/or-nothing.js'
import { pageOf } from './transport/page.js'
import { pathOf, type Transport } from './transport/transport.js'

/** The facts of a profile that may be said; a patch removes one that is null. */
export type ProfileInput = Partial<Omit<UserJson, 'id' | 'history'>>
export type ProfilePatch = { readonly [Fact in keyof ProfileInput]: ProfileInput[Fact] | null }

/** The people of a daemon. */
export interface ClientUsers {
  all(): Promise<readonly UserJson[]>
  /** Undefined when there is none. */
  get(id: string): Promise<UserJson | undefined>
  /** `conflict` when the id is taken. */
  create(user: ProfileInput & { readonly id: string }): Promise<UserJson>
  /** What is not named stays. `notFound`. */
  patch(id: string, change: ProfilePatch): Promise<UserJson>
  /** Deletes the person and all their samples. `notFound`; `conflict` while a workout is going on. */
  remove(id: string): Promise<void>
}

const path = '/v1/users'
const usersSchema = pageOf(userJsonSchema)

export const clientUsers = ({ ask, send }: Transport): ClientUsers => ({
  all: async () => (await ask({ path }, usersSchema)).items,
  get: (id) => orNothing('notFound', ask({ path: pathOf`/v1/users/${id}` }, userJsonSchema)),
  create: (user) => ask({ method: 'POST', path, body: user }, userJsonSchema),
  patch: (id, change) => ask({ method: 'PATCH', path: pathOf`/v1/users/${id}`, body: change }, userJsonSchema),
  remove: async (id) => {
    await send({ method: 'DELETE', path: pathOf`/v1/users/${id}` })
  },
})
