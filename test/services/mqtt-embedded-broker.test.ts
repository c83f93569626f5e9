import { execFile, execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type EmbeddedBrokerOptions, openEmbeddedBroker } from '../../devices/mqtt/embedded-broker.js'
import { beats, noLog, recordedHandlers } from '../devices/mqtt/recorded-handlers.js'
import { tempFolder } from '../setup/process.js'

const run = promisify(execFile)
const opened: { close(): unknown }[] = []
afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close()
})

async function begin(more: Partial<EmbeddedBrokerOptions> = {}) {
  const recorded = recordedHandlers()
  const broker = await openEmbeddedBroker({
    host: '127.0.0.1',
    port: 0,
    handlers: recorded.handlers,
    authenticate: (username, password) => username === 'watch' && password === 'secret',
    base: 'vitald',
    clock: () => 1_700_000_000_000,
    log: noLog(),
    ...more,
  })
  opened.push(broker)
  const signIn = ['-h', '127.0.0.1', '-p', String(broker.port), '-u', 'watch', '-P', 'secret']
  return { ...recorded, broker, signIn }
}

async function certificate() {
  const folder = await tempFolder()
  opened.push({ close: () => rm(folder, { recursive: true }) })
  const key = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
  const names = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1']
  execFileSync('openssl', [...key, ...names, '-keyout', 'key.pem', '-out', 'cert.pem'], {
    cwd: folder,
    stdio: 'ignore',
  })
  const file = (name: string) => join(folder, name)
  return { cert: readFileSync(file('cert.pem')), key: readFileSync(file('key.pem')), path: file('cert.pem') }
}

describe('a shell', () => {
  it.each(['0', '1', '2'])('publishes at QoS %s', async (qos) => {
    const { signIn, calls } = await begin()
    await run('mosquitto_pub', [...signIn, '-q', qos, '-t', 'vitald/devices/watch/samples', '-m', beats(140)])
    await vi.waitFor(() => expect(calls).toContain('samples watch 140'))
  })

  it('publishes line by line, in order', async () => {
    const { signIn, calls } = await begin()
    const lines = ['start', 'lap', 'end'].map((event) => JSON.stringify({ event, activityType: 'running' })).join('\n')
    const topic = 'vitald/devices/watch/workout'
    execFile('mosquitto_pub', [...signIn, '-q', '1', '-t', topic, '-l']).stdin?.end(`${lines}\n`)
    await vi.waitFor(() =>
      expect(calls.filter((call) => call.startsWith('workout'))).toEqual([
        'workout watch start',
        'workout watch lap',
        'workout watch end',
      ]),
    )
  })

  it('without a password is turned away', async () => {
    const { broker, calls } = await begin()
    const topic = 'vitald/devices/watch/battery'
    const args = ['-h', '127.0.0.1', '-p', String(broker.port), '-q', '1', '-t', topic, '-m', '{"level":1}']
    await expect(run('mosquitto_pub', args)).rejects.toThrow(/not authorised/i)
    expect(calls).toEqual([])
  })

  it('reads what is said to its device', async () => {
    const { signIn, broker, calls } = await begin()
    const reading = run('mosquitto_sub', [...signIn, '-q', '1', '-t', 'vitald/devices/watch/command', '-C', '1'])
    await vi.waitFor(() => expect(calls).toContain('status watch online'))
    const repeat = setInterval(() => broker.publish('vitald/devices/watch/command', { event: 'sessionState' }), 20)
    opened.push({ close: () => clearInterval(repeat) })
    expect((await reading).stdout.trim()).toBe('{"event":"sessionState"}')
  })

  it('speaks TLS', async () => {
    const { path, ...tls } = await certificate()
    const { signIn, calls } = await begin({ tls })
    const topic = 'vitald/devices/watch/battery'
    await run('mosquitto_pub', [...signIn, '--cafile', path, '-q', '1', '-t', topic, '-m', '{"level":87}'])
    expect(calls).toContain('battery watch 87')
    await expect(run('mosquitto_pub', [...signIn, '-q', '1', '-t', topic, '-m', '{"level":86}'])).rejects.toThrow()
  })
})
