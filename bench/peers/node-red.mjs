import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import RED from 'node-red'

const [broker, influxUrl, folder] = process.argv.slice(2)
const [mqttHost, influxHost] = [new URL(broker), new URL(influxUrl)]
const userDir = mkdtempSync(join(folder, 'node-red-'))

const toPoints = `
const points = []
for (const message of msg.payload) {
  const device = message.topic.split('/')[2]
  for (const { type, start, value } of message.samples)
    points.push({ measurement: type, tags: { user: 'me', device }, fields: { value }, timestamp: new Date(start) })
}
return { payload: points }`

// A node without a place on the canvas would be taken for a configuration.
const place = { z: 'tab', x: 100, y: 100 }

const flow = [
  { id: 'tab', type: 'tab', label: 'bench' },
  {
    id: 'broker',
    type: 'mqtt-broker',
    broker: mqttHost.hostname,
    port: mqttHost.port,
    protocolVersion: '5',
    cleansession: true,
    keepalive: '60',
  },
  {
    id: 'in',
    ...place,
    type: 'mqtt in',
    topic: 'vitald/devices/+/samples',
    qos: '1',
    datatype: 'utf8',
    broker: 'broker',
    wires: [['json']],
  },
  { id: 'json', ...place, type: 'json', property: 'payload', action: 'obj', wires: [['label']] },
  {
    id: 'label',
    ...place,
    type: 'function',
    func: 'msg.payload.topic = msg.topic; return msg',
    outputs: 1,
    wires: [['join']],
  },
  {
    id: 'join',
    ...place,
    type: 'join',
    mode: 'custom',
    build: 'array',
    property: 'payload',
    propertyType: 'msg',
    count: '500',
    timeout: '1',
    wires: [['points']],
  },
  { id: 'points', ...place, type: 'function', func: toPoints, outputs: 1, wires: [['batch']] },
  {
    id: 'database',
    type: 'influxdb',
    hostname: influxHost.hostname,
    port: influxHost.port,
    database: 'vitald',
    influxdbVersion: '1.x',
    protocol: 'http',
  },
  {
    id: 'batch',
    ...place,
    type: 'influxdb batch',
    influxdb: 'database',
    precision: 'ms',
    retentionPolicy: '',
    wires: [],
  },
]
writeFileSync(join(userDir, 'flows.json'), JSON.stringify(flow))

const server = createServer()
RED.init(server, {
  userDir,
  flowFile: 'flows.json',
  httpAdminRoot: false,
  httpNodeRoot: false,
  logging: { console: { level: 'error', metrics: false, audit: false } },
  diagnostics: { enabled: false },
  telemetry: { enabled: false, updateNotification: false },
})
RED.events.on('flows:started', () => process.stdout.write('ready\n'))
await RED.start()
