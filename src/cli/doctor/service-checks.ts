import { connect } from 'node:net'
import type { Config } from '../../config.js'
import { type Finding, failure, ok, warning } from './check.js'

const patienceMs = 3_000

const answers = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port, timeout: patienceMs })
    const settle = (isThere: boolean) => () => {
      socket.destroy()
      resolve(isThere)
    }
    socket.once('connect', settle(true)).once('error', settle(false)).once('timeout', settle(false))
  })

async function checkOutsideBroker(url: string): Promise<Finding> {
  const { hostname, port, protocol, host } = new URL(url)
  const isThere = await answers(hostname, Number(port || (protocol === 'mqtts:' ? 8883 : 1883)))
  return isThere
    ? ok('broker', `${host} answers`)
    : failure('broker', `${host} does not answer`, 'start the broker, or mend mqtt.url')
}

/** The broker: the outside one answers, or the port of the embedded one is free or ours. */
export async function checkBroker({ mqtt }: Config, isRunning: boolean): Promise<Finding> {
  if (mqtt.url !== undefined) return checkOutsideBroker(mqtt.url)
  const isTaken = await answers(mqtt.host, mqtt.port)
  if (isTaken && !isRunning) {
    return failure('broker', `something else listens on port ${mqtt.port}`, 'stop it, or set mqtt.port')
  }
  return ok('broker', isTaken ? `embedded, on port ${mqtt.port}` : `port ${mqtt.port} is free for the embedded one`)
}

/** InfluxDB: off, or it answers its ping. */
export async function checkInflux({ influx }: Config): Promise<Finding> {
  if (influx.url === undefined) return ok('InfluxDB', 'off')
  try {
    const { headers } = await fetch(new URL('/ping', influx.url), { signal: AbortSignal.timeout(patienceMs) })
    return ok('InfluxDB', `version ${headers.get('x-influxdb-version') ?? 'unknown'} answers`)
  } catch {
    return failure('InfluxDB', 'does not answer', 'start it, or mend influx.url; points are kept for it until then')
  }
}

/** The daemon: not running is no fault, a running one that is not ready is. */
export async function checkDaemon(address: string): Promise<Finding> {
  try {
    const response = await fetch(new URL('/readyz', address), { signal: AbortSignal.timeout(patienceMs) })
    return response.ok
      ? ok('daemon', `ready at ${address}`)
      : warning('daemon', `not ready: ${await response.text()}`, 'see the parts it names')
  } catch {
    return ok('daemon', 'not running')
  }
}
