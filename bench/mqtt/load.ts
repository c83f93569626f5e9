import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { z } from 'zod'
import type { Login } from './contender.js'
import { answerBytes, connackType, connectPacket, pubackType, publishPacket } from './packets.js'

// Publishes messages of `each` samples at QoS 1 over several connections, each with a window of unacknowledged ones.
// Prints when the first was sent and how long the last acknowledgement took. Packets are made beforehand and sockets are
// bare, so that the load takes little of the processor from those who are measured. The message numbered `from` is the first.
const [url = '', loginText = '[]', total = '20000', each = '1', from = '0'] = process.argv.slice(2)
const logins: readonly Login[] = z
  .array(z.object({ device: z.string(), username: z.string(), password: z.string() }))
  .parse(JSON.parse(loginText))
const windowSize = 64
const mostIds = 65_535
const begin = Date.UTC(2026, 0, 1)
const share = Math.floor(Number(total) / logins.length)

const payload = (message: number): string =>
  JSON.stringify({
    samples: Array.from({ length: Number(each) }, (_, index) => ({
      type: 'heartRate',
      unit: 'count/min',
      start: begin + (message * Number(each) + index) * 1000,
      value: 100 + ((message + index) % 80),
    })),
  })

const packetsOf = (device: string): readonly Buffer[] =>
  Array.from({ length: share }, (_, message) =>
    publishPacket(`vitald/devices/${device}/samples`, (message % mostIds) + 1, payload(Number(from) + message)),
  )

async function open(login: Login): Promise<Socket> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname).setNoDelay(true)
  socket.write(connectPacket(login))
  const [answer]: Buffer[] = await once(socket, 'data')
  if (answer?.[0] !== connackType || answer[3] !== 0) throw new Error('the broker refuses the connection')
  return socket
}

/** Resolves when all are acknowledged. */
function publishAll(socket: Socket, packets: readonly Buffer[]): Promise<void> {
  return new Promise((resolve, reject) => {
    let [sent, bytes] = [0, 0]
    const send = (upto: number) => {
      const some = packets.slice(sent, upto)
      sent += some.length
      if (some.length > 0) socket.write(some.length === 1 ? (some[0] as Buffer) : Buffer.concat(some))
    }
    socket.on('data', (answers) => {
      if (answers[(answerBytes - (bytes % answerBytes)) % answerBytes] !== pubackType) reject(new Error('no PUBACK'))
      bytes += answers.length
      const acked = Math.floor(bytes / answerBytes)
      if (acked === packets.length) resolve()
      else send(acked + windowSize)
    })
    socket.once('close', () => reject(new Error('the broker has gone')))
    send(windowSize)
  })
}

const packets = logins.map(({ device }) => packetsOf(device))
const sockets = await Promise.all(logins.map(open))
const began = Date.now()
await Promise.all(sockets.map((socket, index) => publishAll(socket, packets[index] ?? [])))
const ackedMs = Date.now() - began
process.stdout.write(`${JSON.stringify({ began, ackedMs, messages: share * logins.length })}\n`)
for (const socket of sockets) socket.removeAllListeners('close').destroy()
