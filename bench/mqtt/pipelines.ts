import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { type Service, startInfluxd, startMosquitto } from '../../test/setup/process.js'
import { type Contender, openLogins } from './contender.js'

const peers = fileURLToPath(new URL('../../../bench/peers/', import.meta.url))
const counted = z.object({
  results: z.array(z.object({ series: z.array(z.object({ values: z.array(z.array(z.unknown())) })).optional() })),
})

async function countIn(influx: Service): Promise<number> {
  const query = new URLSearchParams({ db: 'vitald', q: 'SELECT count(value) FROM "heartRate"' })
  const { results } = counted.parse(await (await fetch(`${influx.url}/query?${query}`)).json())
  return Number(results[0]?.series?.[0]?.values[0]?.[1] ?? 0)
}

async function startPeer(program: string, words: readonly string[]): Promise<ChildProcess> {
  const child = spawn(process.execPath, [`${peers}${program}`, ...words], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(child.stdout, 'data')
  if (!String(line).includes('ready')) throw new Error(`${program} does not start: ${line}`)
  child.stdout.resume()
  return child
}

/** mosquitto, one of the peers' programs, and the InfluxDB it writes to. */
async function startPipeline(program: string): Promise<Contender> {
  const [mosquitto, influx] = [await startMosquitto(), await startInfluxd()]
  await fetch(`${influx.url}/query?q=CREATE+DATABASE+vitald`, { method: 'POST' })
  const child = await startPeer(program, [mosquitto.url, influx.url])
  return {
    url: mosquitto.url,
    logins: openLogins,
    pids: () => [child.pid, mosquitto.pid()],
    durable: () => countIn(influx),
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
