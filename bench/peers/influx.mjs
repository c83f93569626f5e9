import { InfluxDB } from 'influx'
import { allSeries } from '../../dist/bench/storage/series.js'
import { workload } from '../../dist/bench/storage/workload.js'

// The `influx` package as its documentation shows it: points as objects, a batch after the other.
const [people, count, influxUrl] = process.argv.slice(2)
const batchSize = 5_000
const { hostname, port } = new URL(influxUrl)
const influx = new InfluxDB({ host: hostname, port: Number(port), database: 'vitald' })
const work = workload({ people: Number(people), count: Number(count) }, 'smooth')
let points = []

const began = performance.now()
const cpu = process.cpuUsage()
for (let row = 0; row < work.count; row++) {
  const { type, source, device } = allSeries[work.series[row]]
  const tags = { device, source, user: work.names[work.persons[row]] }
  points.push({ measurement: type, tags, fields: { value: work.values[row] }, timestamp: new Date(work.starts[row]) })
  if (points.length < batchSize) continue
  await influx.writePoints(points, { precision: 'ms' })
  points = []
}
if (points.length > 0) await influx.writePoints(points, { precision: 'ms' })
const tookMs = performance.now() - began
const used = process.cpuUsage(cpu)
process.stdout.write(`${JSON.stringify({ tookMs, cpuMs: (used.user + used.system) / 1000 })}\n`)
