import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { startMosquitto } from '../../test/setup/process.js'
import { countPoints, startDatabase } from '../influx.js'
import { type Contender, openLogins } from './contender.js'

const peers = fileURLToPath(new URL('../../../bench/peers/', import.meta.url))
async function startPeer(program: string, words: readonly string[]): Promise<ChildProcess> {
  const child = spawn(process.execPath, [`${peers}${program}`, ...words], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(child.stdout, 'data')
  if (!String(line).includes('ready')) throw new Error(`${program} does not start: ${line}`)
  child.stdout.resume()
  return child
}

/** mosquitto, one of the peers' programs, and the InfluxDB it writes to. */
async function startPipeline(program: string): Promise<Contender> {
  const [mosquitto, influx] = [await startMosquitto(), await startDatabase()]
  const child = await startPeer(program, [mosquitto.url, influx.url, mosquitto.folder])
  return {
    url: mosquitto.url,
    logins: openLogins,
    pids: () => [child.pid, mosquitto.pid()],
    durable: () => countPoints(influx, 'heartRate'),
    close: async () => {
      const exited = once(child, 'exit')
      child.kill('SIGKILL')
      await exited
      await mosquitto.close()
      await influx.close()
    },
  }
}

/** mqtt in, json, join, influx batch: what a Node-RED user draws. */
export const startNodeRed = (): Promise<Contender> => startPipeline('node-red.mjs')

/** `mqtt` to the `influx` package's writePoints, a second's batch: what a programmer writes in an hour. */
export const startNaive = (): Promise<Contender> => startPipeline('naive.mjs')
