import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'
import { expect, it } from 'vitest'
import { Link, type LinkMessage } from '../../simulators/watch-link.js'

const status = (payload: string): LinkMessage => ({ topic: 'vitald/devices/watch/status', payload, retain: true })
const connack = Buffer.from([0x20, 2, 0, 0])

it('a watch is taken off though its broker dies before it has acknowledged the greeting', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const connected = once(server, 'connection')
  const link = Link.open({
    url: `mqtt://127.0.0.1:${port}`,
    ...{ username: 'watch', password: 'secret', client: 'watch' },
    ...{ will: status('offline'), greetings: [status('online')], inbox: 'vitald/devices/watch/rejected' },
    onInbox: () => undefined,
  })
  const [socket] = (await connected) as [Socket]
  await once(socket, 'data')
  const greeted = once(socket, 'data')
  socket.write(connack)
  await greeted
  const closed = link.close(status('offline'))
  socket.destroy()
  await closed
  expect(link.reconnects).toBe(0)
  server.close()
})
