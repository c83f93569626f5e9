import { once } from 'node:events'
import { createServer } from 'node:net'
import { Aedes } from 'aedes'

// The broker's own hook with nothing stored: what the engine can reach at best.
const aedes = await Aedes.createBroker({})
const server = createServer(aedes.handle)
aedes.authorizePublish = (_client, _packet, done) => done(null)
server.listen(0, '127.0.0.1')
await once(server, 'listening')
const address = server.address()
const port = typeof address === 'object' ? address?.port : 0
process.stdout.write(`ready mqtt://127.0.0.1:${port}\n`)
