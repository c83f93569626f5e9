import { z } from 'zod'
import { startDaemon } from '../../test/setup/daemon.js'
import { type Contender, devices, type Login } from './contender.js'

const credential = z.object({ device: z.string(), username: z.string(), password: z.string() })

/** vitald with its embedded broker; `influx` is where its feed goes as well, if anywhere. */
export async function startEngine(influx?: string): Promise<Contender> {
  const daemon = await startDaemon({
    log: { level: 'error' },
    ...(influx === undefined ? {} : { influx: { url: influx } }),
  })
  const logins: Login[] = []
  for (let index = 0; index < devices; index++) {
    const { body } = await daemon.send('POST', '/v1/devices', { device: `watch-${index}`, user: 'me' })
    logins.push(credential.parse(body))
  }
  const stored = async (): Promise<number> => {
    const text = await (await fetch(new URL('/metrics', daemon.http))).text()
    return Number(/^vitald_readings_stored_total (\d+)/m.exec(text)?.[1] ?? 0)
  }
  return { url: daemon.mqtt, logins, pids: () => [daemon.pid()], durable: stored, close: () => daemon.close() }
}
