import { z } from 'zod'
import { type Daemon, startDaemon } from '../../test/setup/daemon.js'
import { countPoints, startDatabase } from '../influx.js'
import { type Contender, devices, type Login } from './contender.js'

const credential = z.object({ device: z.string(), username: z.string(), password: z.string() })

async function addDevices(daemon: Daemon): Promise<readonly Login[]> {
  const logins: Login[] = []
  for (let index = 0; index < devices; index++) {
    const { body } = await daemon.send('POST', '/v1/devices', { device: `watch-${index}`, user: 'me' })
    logins.push(credential.parse(body))
  }
  return logins
}

// Counted when the commit is durable, so it is exactly what may be acknowledged.
async function storedIn(daemon: Daemon): Promise<number> {
  const text = await (await fetch(new URL('/metrics', daemon.http))).text()
  return Number(/^vitald_readings_stored_total (\d+)/m.exec(text)?.[1] ?? 0)
}

async function start(influx: { readonly url: string } | undefined): Promise<Contender & { readonly daemon: Daemon }> {
  const target = influx === undefined ? {} : { influx: { url: influx.url } }
  const daemon = await startDaemon({ log: { level: 'error' }, ...target })
  return {
    daemon,
    url: daemon.mqtt,
    logins: await addDevices(daemon),
    pids: () => [daemon.pid()],
    durable: () => storedIn(daemon),
    close: () => daemon.close(),
  }
}

/** vitald with its embedded broker and its store. */
export const startEngine = (): Promise<Contender> => start(undefined)

/** The same, and its feed goes into an InfluxDB as well: what counts has arrived in both. */
export async function startEngineIntoInflux(): Promise<Contender> {
  const influx = await startDatabase()
  const engine = await start(influx)
  return {
    ...engine,
    durable: async () => Math.min(await countPoints(influx, 'heartRate'), await storedIn(engine.daemon)),
    close: async () => {
      await engine.close()
      await influx.close()
    },
  }
}
