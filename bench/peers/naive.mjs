import { InfluxDB } from 'influx'
import mqtt from 'mqtt'

const [broker, influxUrl] = process.argv.slice(2)
const { hostname, port } = new URL(influxUrl)
const influx = new InfluxDB({ host: hostname, port: Number(port), database: 'vitald' })
const client = await mqtt.connectAsync(broker, { protocolVersion: 5, clientId: 'naive' })
let points = []

client.on('message', (topic, payload) => {
  const device = topic.split('/')[2]
  for (const { type, start, value } of JSON.parse(payload.toString()).samples) {
    points.push({ measurement: type, tags: { user: 'me', device }, fields: { value }, timestamp: new Date(start) })
  }
})

setInterval(async () => {
  if (points.length === 0) return
  const batch = points
  points = []
  await influx.writePoints(batch, { precision: 'ms' })
}, 1_000)

await client.subscribeAsync('vitald/devices/+/samples', { qos: 1 })
process.stdout.write('ready\n')
