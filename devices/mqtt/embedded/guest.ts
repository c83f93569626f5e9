import type { Client } from 'aedes'
import { createOrderedAcks, type OrderedAcks } from '../ordered-acks.js'
import type { Principal } from './access.js'

/** Who is signed in over a connection, and what it is answered with. */
export interface Guest {
  readonly principal: Principal
  readonly acks: OrderedAcks
  readonly isAlive: () => boolean
}

export const guestOf = (client: Client, principal: Principal): Guest => ({
  principal,
  acks: createOrderedAcks((packets) => {
    if (!client.closed) client.conn.write(packets)
  }),
  isAlive: () => !client.closed,
})
