import { statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type Daemon, startDaemon, vitald } from '../setup/daemon.js'

let folder: string
let daemon: Daemon

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitald-cwd-'))
  daemon = await startDaemon()
})

afterAll(async () => {
  await daemon.close()
  await rm(folder, { recursive: true, force: true })
})

describe('vitald', () => {
  it('prints help, and every command has an example', async () => {
    const { status, out } = await vitald([], folder)
    expect(status).toBe(0)
    const commands = [...out.matchAll(/^ +(\w+) {2}/gm)].map(([, name]) => name ?? '')
    expect(commands).toEqual(
      expect.arrayContaining(['start', 'demo', 'doctor', 'devices', 'simulate', 'stats', 'workout', 'workouts']),
    )
    const pages = [
      'start',
      'demo',
      'doctor',
      'workouts',
      'stats',
      'devices add',
      'users add',
      'simulate watch',
      'workout start',
      'workout show',
    ]
    for (const page of pages) {
      const help = await vitald([...page.split(' '), '--help'], folder)
      expect(help.status).toBe(0)
      expect(help.out).toMatch(new RegExp(`EXAMPLE\\s+vitald ${page}`))
    }
  })

  it.each([
    ['a command with a typo', ['statr'], /Unknown command statr/],
    ['an unknown option', ['demo', '--sped', '2'], /unknown option --sped/],
    ['a value out of range', ['demo', '--minutes', 'many'], /--minutes is a number/],
    ['a missing argument', ['devices', 'add'], /DEVICE/],
  ])('ends with 2 for %s', async (_, words, message) => {
    const { status, error } = await vitald(words, folder)
    expect(status).toBe(2)
    expect(error).toMatch(message)
  })

  it('looks after the store of the running daemon', async () => {
    const report = z.object({ ok: z.boolean(), faults: z.array(z.unknown()) })
    const checked = await daemon.run('store', 'check', '--full', '--json')
    expect([checked.status, report.parse(JSON.parse(checked.out))]).toMatchObject([0, { ok: true, faults: [] }])
    expect((await daemon.run('store', 'vacuum')).out).toMatch(/^[\d.]+ MB → [\d.]+ MB$/m)
    const full = z.object({ mode: z.literal('full'), pageSize: z.int() })
    full.parse(JSON.parse((await daemon.run('store', 'vacuum', '--full', '--json')).out))
    expect((await daemon.run('doctor', '--json')).out).toMatch(/"check": "store",\s+"verdict": "ok"/)
  })

  it('ends with 1 and says what to do when no daemon runs', async () => {
    const { status, error } = await vitald(['workouts', '--data', join(folder, 'none')], folder)
    expect(status).toBe(1)
    expect(error).toContain('vitald start')
  })

  it('refuses a wrong configuration with every fault', async () => {
    const { status, error } = await vitald(['start', '--http-port', 'x', '--log-level', 'loud'], folder)
    expect(status).toBe(1)
    expect(error).toMatch(/http\.port[\s\S]*log\.level/)
  })

  it('runs a workout by hand', async () => {
    const state = z.object({ state: z.string(), id: z.string() })
    const say = async (...words: string[]) =>
      state.parse(JSON.parse((await daemon.run('workout', ...words, '--json')).out))
    const { id } = await say('start', '--activity', 'cycling', '--location', 'indoor')
    expect(await say('pause')).toEqual({ state: 'paused', id })
    expect((await daemon.run('workout', 'pause')).error).toMatch(/paused.*resume/)
    expect(await say('resume')).toEqual({ state: 'running', id })
    expect((await daemon.run('workout', 'start')).status).toBe(1)
    expect(await say('lap')).toEqual({ state: 'running', id })
    expect(await say('end')).toEqual({ state: 'ended', id })
    const shown = await daemon.run('workout', 'show', id)
    expect(shown.out).toMatch(/cycling, indoor/)
    expect((await daemon.run('workouts')).out).toContain(id)
  })

  it('lists, gives away and forgets devices', async () => {
    expect((await daemon.run('devices')).out).toMatch(/no device yet/)
    expect((await daemon.run('devices', 'add', 'belt')).out).toMatch(/password/)
    expect((await daemon.run('devices')).out).toMatch(/belt\s+\(nobody/)
    expect((await daemon.run('devices', 'assign', 'belt', 'me')).status).toBe(0)
    expect((await daemon.run('devices')).out).toMatch(/belt\s+me/)
    expect((await daemon.run('devices', 'forget', 'belt')).status).toBe(0)
    expect((await daemon.run('devices', 'forget', 'belt')).status).toBe(1)
  })

  it('adds people and sets what is known of them', async () => {
    const known = z.looseObject({ bodyMass: z.number(), units: z.record(z.string(), z.string()), history: z.unknown() })
    expect((await daemon.run('users')).out).toMatch(/^me +me/m)
    const facts = ['--body-mass', '61', '--units', 'distanceCycling=mi']
    expect((await daemon.run('users', 'add', 'anna', '--name', 'Anna', ...facts)).status).toBe(0)
    expect((await daemon.run('users', 'set', 'anna', '--body-mass', '60.5')).out).toBe('anna is set\n')
    const { bodyMass, units, history } = known.parse(
      JSON.parse((await daemon.run('users', 'show', 'anna', '--json')).out),
    )
    expect([bodyMass, units]).toEqual([60.5, { distanceCycling: 'mi' }])
    expect(history).toMatchObject({ bodyMass: [{ value: 61 }, { value: 60.5 }] })
    expect((await daemon.run('users', 'show', 'bob')).status).toBe(1)
    expect((await daemon.run('users', 'set', 'anna', '--body-mass', 'much')).status).toBe(2)
  })

  it('checks the machine', async () => {
    const findings = z.object({ findings: z.array(z.object({ check: z.string(), verdict: z.string() })) })
    const { out } = await daemon.run('doctor', '--json')
    expect(findings.parse(JSON.parse(out)).findings).toEqual(
      expect.arrayContaining(['node', 'broker', 'daemon'].map((check) => ({ check, verdict: 'ok' }))),
    )
  })

  it('refuses a second daemon on the same folder', async () => {
    const { status, error } = await daemon.run('start')
    expect(status).toBe(1)
    expect(error).toMatch(/runs on this data folder already/)
  })

  it('keeps its files to itself', async () => {
    expect(statSync(daemon.data).mode & 0o777).toBe(0o700)
    for (const file of ['token', 'vitald.sqlite', 'daemon.json']) {
      expect(statSync(join(daemon.data, file)).mode & 0o777).toBe(0o600)
    }
  })
})

describe('vitald demo', () => {
  it('rides, and prints the workout as the API has it', async () => {
    const words = ['demo', '--json', '--speed', '0', '--minutes', '10', '--http-port', '0', '--mqtt-port', '0']
    const { status, out } = await vitald(words, folder)
    expect(status).toBe(0)
    const workout = z.looseObject({ activityType: z.string(), elapsed: z.number(), laps: z.array(z.unknown()) })
    const { activityType, elapsed, laps } = workout.parse(JSON.parse(out))
    expect(activityType).toBe('cycling')
    expect(elapsed).toBe(600)
    expect(laps.length).toBeGreaterThan(3)
  })
})
