import mqtt from 'mqtt'
import { z } from 'zod'

// Publishes messages of `each` samples at QoS 1 over several connections, each with a window of unacknowledged ones.
// Prints how long it took from the first message to the last acknowledgement.
const [url = '', loginText = '[]', total = '20000', each = '1'] = process.argv.slice(2)
const logins = z
  .array(z.object({ device: z.string(), username: z.string(), password: z.string() }))
  .parse(JSON.parse(loginText))
const windowSize = 64
const begin = Date.UTC(2026, 0, 1)

const payload = (message: number): string =>
  JSON.stringify({
    samples: Array.from({ length: Number(each) }, (_, index) => ({
      type: 'heartRate',
      unit: 'count/min',
      start: begin + (message * Number(each) + index) * 1000,
      value: 100 + ((message + index) % 80),
    })),
  })

async function publishAll(client: mqtt.MqttClient, device: string, messages: number): Promise<void> {
  const topic = `vitald/devices/${device}/samples`
  let next = 0
  const lane = async (): Promise<void> => {
    while (next < messages) await client.publishAsync(topic, payload(next++), { qos: 1 })
  }
  await Promise.all(Array.from({ length: windowSize }, lane))
}

const clients = await Promise.all(
  logins.map(({ device, username, password }) =>
    mqtt.connectAsync(url, { protocolVersion: 4, clientId: device, username, password, reconnectPeriod: 0 }),
  ),
)
const share = Math.floor(Number(total) / clients.length)
const began = Date.now()
await Promise.all(clients.map((client, index) => publishAll(client, logins[index]?.device ?? '', share)))
process.stdout.write(`${JSON.stringify({ began, ackedMs: Date.now() - began, messages: share * clients.length })}\n`)
await Promise.all(clients.map((client) => client.endAsync()))
