import { setTimeout as pause } from 'node:timers/promises'
import { stripVTControlCharacters } from 'node:util'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Ambient } from '../../../src/cli/ambient.js'
import type { LiveValue } from '../../../src/session/live-value.js'
import { noon, openApp, type TestApp } from '../../http/open-app.js'
import { workoutSample } from '../../http/workout-sample.js'
import { openCommands } from '../run-command.js'

let http: TestApp
let commands: Awaited<ReturnType<typeof openCommands>>

beforeEach(async () => {
  http = await openApp()
  commands = await openCommands(http, await http.listen())
})
afterEach(async () => {
  await commands.close()
  await http.close()
})

const heartRate: LiveValue = {
  ...{ user: 'me', type: 'heartRate', unit: 'count/min', at: noon, source: 'strap' },
  ...{ value: 148, stale: false },
}

/** Runs `vitald live` while `during` happens; what it has written by then is there to be waited for. */
const watch = async (
  words: readonly string[],
  { columns, ...outside }: Partial<Ambient> & { readonly columns?: number },
  during: (seen: (text: string | RegExp) => Promise<void>, stop: () => void) => Promise<void>,
) => {
  const written: string[] = []
  let stop = (): void => {}
  const stopRequested = new Promise<void>((resolve) => {
    stop = resolve
  })
  const out = {
    isTerminal: columns !== undefined,
    columns,
    rows: 24,
    write: (text: string) => void written.push(text),
  }
  const shown = () => stripVTControlCharacters(written.join(''))
  const running = commands.run(['live', ...words], 80, { out, stopRequested, sleep: () => pause(2), ...outside })
  await during(
    (text) => vi.waitFor(() => expect(shown()).toMatch(text), { timeout: 10_000 }),
    () => stop(),
  )
  const { status, error } = await running
  return { status, error, raw: written.join(''), out: shown() }
}

const start = () => http.sessions.start('me', { activityType: 'cycling', location: 'indoor' })

describe('vitald live', { timeout: 30_000 }, () => {
  it('waits for a workout, shows its tiles in place, and leaves the terminal whole', async () => {
    const { status, raw, out } = await watch([], { columns: 80 }, async (seen, stop) => {
      await seen(/no workout of me is running; waiting/)
      await start()
      await seen(/cycling, indoor/)
      http.live.say(heartRate)
      await seen(/148 bpm/)
      http.live.say({ ...heartRate, value: null, stale: true })
      await seen(/stale/)
      stop()
    })
    expect(status).toBe(0)
    expect(out).toMatch(/0:00 {2}running {2}lap 1/)
    expect(raw).toContain('\u001b[1m')
    expect(raw.endsWith('\u001b[J\u001b[?25h')).toBe(true)
  })

  it('uses no colour where none is wanted', async () => {
    const { raw } = await watch([], { columns: 80, environment: { NO_COLOR: '1' } }, async (seen, stop) => {
      await start()
      await seen(/cycling, indoor/)
      stop()
    })
    expect(raw.replaceAll('\u001b[?25l', '')).not.toMatch(/\[\d+m/)
  })

  it('keeps to a narrow terminal', async () => {
    const { out } = await watch([], { columns: 20 }, async (seen, stop) => {
      await start()
      http.live.say(heartRate)
      await seen(/148 bpm/)
      stop()
    })
    const lines = out.slice(out.indexOf('cycling')).split(/\r?\n/)
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(20)
  })

  it('writes lines where there is no terminal, and says that a workout was discarded', async () => {
    const { out, raw } = await watch([], {}, async (seen) => {
      await seen(/waiting/)
      await start()
      await seen(/^running +0:00 {2}lap 1/m)
      await http.sessions.send('me', { event: 'pause' })
      await seen(/^paused/m)
      await http.sessions.send('me', { event: 'discard' })
      await seen(/discarded/)
    })
    expect(raw).not.toContain('\u001b')
    expect(out).toMatch(/the workout was discarded; its samples stay\n$/)
  })

  it('ends with the record of the workout', async () => {
    const { id } = await start()
    const record = workoutSample(0)
    await http.store.save('me', [{ ...record, uuid: id, workout: { ...record.workout, id } }])
    const { out } = await watch([], {}, async (seen) => {
      await seen(/^running/m)
      await http.sessions.send('me', { event: 'end' })
      await seen(/normalized power +201 W/)
    })
    expect(out).toContain(id)
  })

  it('stays for the next workout when it is to', async () => {
    await watch(['--stay'], {}, async (seen, stop) => {
      await start()
      await seen(/^running/m)
      await http.sessions.send('me', { event: 'discard' })
      await seen(/discarded[\s\S]*waiting/)
      await start()
      await seen(/discarded[\s\S]*running/)
      stop()
    })
  })

  it('tells every change as a line of JSON', async () => {
    const { out } = await watch(['--json'], {}, async (seen) => {
      await seen(/"session","data":null/)
      await start()
      http.live.say(heartRate)
      await seen(/"value":148/)
      await http.sessions.send('me', { event: 'discard' })
      await seen(/"discarded"/)
    })
    const events = out
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { event: string }).event)
    expect(events).toEqual(['connected', 'session', 'session', 'sample', 'session', 'discarded'])
  })

  it('goes on after the daemon was away', async () => {
    await start()
    const { out } = await watch([], {}, async (seen, stop) => {
      await seen(/^running/m)
      http.app.server.closeAllConnections()
      await seen(/the daemon is away; trying again[\s\S]*the daemon is back[\s\S]*running/)
      stop()
    })
    expect(out).not.toContain('discarded')
  })

  it('fails for a person who is not known, and where no daemon answers', async () => {
    const unknown = await watch(['--user', 'nobody'], {}, async () => {})
    expect(unknown.status).toBe(1)
    await http.app.close()
    const away = await watch([], {}, async () => {})
    expect([away.status, away.error]).toEqual([1, expect.stringContaining('vitald start')])
  })
})
