import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { Login } from '../mqtt/contender.js'
import { connectPacket, publishPacket } from '../mqtt/packets.js'

// Publishes heart rates of several people, each by a device of theirs, and follows everybody's live values. Prints how
// long after it was published each value was seen, by percentiles.
const [mqtt = '', http = '', token = '', peopleText = '[]', perSecond = '1000', forSeconds = '10'] =
  process.argv.slice(2)
const people = z
  .array(z.object({ user: z.string(), device: z.string(), username: z.string(), password: z.string() }))
  .parse(JSON.parse(peopleText))
const mostIds = 65_535
const warmUpMs = 2_000
const sampleEvent = /event: sample\n(?:id: .*\n)?data: (.*)\n\n/g
const shown = z.object({ at: z.string() })
const tookMs: number[] = []
const began = Date.now()

/** Notes how old each value is when it is seen. */
async function follow(user: string): Promise<void> {
  const answer = await fetch(new URL(`/v1/users/${user}/live`, http), { headers: { authorization: `Bearer ${token}` } })
  if (!answer.ok || answer.body === null) throw new Error(`the stream answers ${answer.status}`)
  let text = ''
  for await (const part of answer.body.pipeThrough(new TextDecoderStream())) {
    const now = Date.now()
    text += part
    let end = 0
    for (const found of text.matchAll(sampleEvent)) {
      const at = Date.parse(shown.parse(JSON.parse(found[1] ?? '')).at)
      if (at > began + warmUpMs) tookMs.push(now - at)
      end = found.index + found[0].length
    }
    text = text.slice(end)
  }
}

async function open(login: Login): Promise<Socket> {
  const { hostname, port } = new URL(mqtt)
  const socket = connect(Number(port), hostname).setNoDelay(true)
  socket.write(connectPacket(login))
  await once(socket, 'data')
  return socket.resume()
}

const payload = (start: number, value: number): string =>
  JSON.stringify({ samples: [{ type: 'heartRate', unit: 'count/min', start, value }] })

/** Publishes at an even pace until the time is over. */
async function publish(socket: Socket, device: string): Promise<void> {
  const stepMs = (1_000 * people.length) / Number(perSecond)
  let sent = 0
  while (Date.now() < began + warmUpMs + Number(forSeconds) * 1_000) {
    const due = Math.floor((Date.now() - began) / stepMs)
    if (sent < due) {
      sent += 1
      const id = (sent % mostIds) + 1
      socket.write(publishPacket(`vitald/devices/${device}/samples`, id, payload(Date.now(), 60 + (sent % 100))))
    }
    await pause(1)
  }
}

const sockets = await Promise.all(people.map(open))
for (const { user } of people) follow(user).catch(() => undefined)
await Promise.all(sockets.map((socket, at) => publish(socket, people[at]?.device ?? '')))
const sorted = tookMs.sort((a, b) => a - b)
const percentile = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? Number.NaN
process.stdout.write(`${JSON.stringify({ seen: sorted.length, p50: percentile(0.5), p99: percentile(0.99) })}\n`)
process.exit()
