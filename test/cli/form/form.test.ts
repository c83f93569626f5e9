import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApp, type TestApp } from '../../http/open-app.js'
import { workoutSample } from '../../http/workout-sample.js'
import { openCommands } from '../run-command.js'

let http: TestApp
let commands: Awaited<ReturnType<typeof openCommands>>
beforeAll(async () => {
  http = await openApp()
  commands = await openCommands(http, await http.listen())
  const best = workoutSample(0, { metrics: { bestPower5min: 301, trainingStressScore: 100 } })
  const run = workoutSample(1, { activityType: 'running', unavailable: { trainingImpulse: 'no heart rate' } })
  await http.store.save('me', [best, run])
})
afterAll(async () => {
  await commands.close()
  await http.close()
})

const out = (words: string) => commands.out(words)

describe('what workouts come to', { timeout: 30_000 }, () => {
  it('are personal records, by activity', async () => {
    expect(await out('records')).toMatch(/cycling +best power 5min +301 W[\s\S]+running +duration +58:20/)
    expect(await out('records --type running')).not.toContain('cycling')
    expect(await out('records --from 2027-01-01')).toContain('no record yet')
    expect(JSON.parse(await out('records --type cycling --json'))).toMatchObject({
      items: [{ figure: 'duration' }, { figure: 'bestPower5min', value: 301 }],
    })
  })

  it('are a load by day, with what could not be counted', async () => {
    const text = await out('training-load --from 2026-11-22 --to 2026-11-24')
    expect(text).toMatch(/2026-11-22 +100 +2\.4 +13\.3 +0\.0 +TSS *\n2026-11-23 +0 +2\.3 +11\.5 +-11\.0/)
    expect(text).toMatch(/not counted\n {2}2026-11-22 {2}[0-9a-f-]{36}: no heart rate/)
    const { items } = JSON.parse(await out('training-load --json')) as { items: unknown[] }
    expect(items).toHaveLength(7)
  })

  it('are rings by day, today last', async () => {
    const text = await out('rings')
    expect(text.trim().split('\n')).toHaveLength(8)
    expect(text).toMatch(/^date +move +exercise +stand\n2026-11-16 .*\n/)
    expect(text).toMatch(/\n2026-11-22 +\d+ of \d+ kcal, \d+ % +\d+ of 30 min, \d+ % +\d+ of 12 h, \d+ %\n$/)
    expect(JSON.parse(await out('rings --days 1 --json'))).toMatchObject({ items: [{ date: '2026-11-22' }] })
    expect((await commands.run(['rings', '--days', '0'])).status).toBe(2)
  })

  it('ends with 2 for a day that is none', async () => {
    expect((await commands.run(['records', '--from', 'soon'])).status).toBe(2)
  })
})
