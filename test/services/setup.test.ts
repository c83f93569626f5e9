import { execFileSync } from 'node:child_process'
import { afterEach, expect, it } from 'vitest'
import { isListening, type Service, startInfluxd, startMosquitto } from '../setup/process.js'

let service: Service | undefined
afterEach(() => service?.close())

it('keeps what InfluxDB holds over a stop and a start', async () => {
  const influxd = await startInfluxd()
  service = influxd
  // It answers 200 before it has done anything; the end of the body says that it is done.
  await (await fetch(`${influxd.url}/query?q=CREATE+DATABASE+kept`, { method: 'POST' })).text()
  await influxd.stop('SIGKILL')
  expect(await isListening(influxd.port)).toBe(false)
  await influxd.start()
  expect(await (await fetch(`${influxd.url}/query?q=SHOW+DATABASES`)).text()).toContain('kept')
})

it('runs a broker that takes only its password, over TLS', async () => {
  const broker = await startMosquitto({ password: 'secret', tls: true })
  service = broker
  const publish = (password: string) =>
    execFileSync(
      'mosquitto_pub',
      [
        '-h',
        'localhost',
        '-p',
        `${broker.port}`,
        '--cafile',
        `${broker.ca}`,
        '-u',
        `${broker.username}`,
        '-P',
        password,
        '-t',
        'a',
        '-m',
        'b',
        '-q',
        '1',
      ],
      { stdio: 'pipe' },
    )
  expect(() => publish('secret')).not.toThrow()
  expect(() => publish('wrong')).toThrow('not authorised')
})

it('runs a broker that takes anybody', async () => {
  const broker = await startMosquitto()
  service = broker
  execFileSync('mosquitto_pub', ['-h', '127.0.0.1', '-p', `${broker.port}`, '-t', 'a', '-m', 'b', '-q', '1'])
  expect(broker).not.toHaveProperty('ca')
})
