import { InfluxDB } from 'influx'
import { device, namesOf, source, typeOf } from '../../dist/bench/storage/quantity.js'
import { seconds } from '../../dist/bench/storage/workload.js'

// The `influx` package as its documentation shows it: points as objects, a batch after the other.
const [people, count, influxUrl] = process.argv.slice(2)
const batchSize = 5_000
const { hostname, port } = new URL(influxUrl)
const influx = new InfluxDB({ host: hostname, port: Number(port), database: 'vitald' })
const names = namesOf(Number(people))
const measurement = typeOf('noisy')
let points = []

const began = performance.now()
const cpu = process.cpuUsage()
for (const { at, values } of seconds(Number(people), Number(count), 'noisy')) {
  for (let person = 0; person < names.length; person++) {
    const tags = { device, source, user: names[person] }
    points.push({ measurement, tags, fields: { value: values[person] }, timestamp: new Date(at) })
    if (points.length < batchSize) continue
    await influx.writePoints(points, { precision: 'ms' })
    points = []
  }
}
if (points.length > 0) await influx.writePoints(points, { precision: 'ms' })
const tookMs = performance.now() - began
const used = process.cpuUsage(cpu)
process.stdout.write(`${JSON.stringify({ tookMs, cpuMs: (used.user + used.system) / 1000 })}\n`)
