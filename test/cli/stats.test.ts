import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noon, openApp, type TestApp } from '../http/open-app.js'
import { openCommands } from './run-command.js'

let http: TestApp
let commands: Awaited<ReturnType<typeof openCommands>>
const hourMs = 3_600_000
const dayMs = 24 * hourMs

beforeAll(async () => {
  http = await openApp()
  commands = await openCommands(http, await http.listen())
  await http.ask('PATCH', '/v1/users/me', {
    timeZone: 'Europe/Berlin',
    sourcePriority: { stepCount: ['watch', 'phone'] },
  })
  const steps = (days: number, value: number, source = 'watch') => {
    const start = noon - days * dayMs
    return { type: 'stepCount', unit: 'count', start, end: start + hourMs, value, source }
  }
  const beat = { type: 'heartRate', unit: 'count/min', start: noon, value: 62, source: 'strap' }
  await http.ask('POST', '/v1/users/me/samples', {
    samples: [steps(0, 8_000), steps(0, 7_000, 'phone'), steps(1, 4_000), steps(3, 1_000), beat],
  })
})
afterAll(async () => {
  await commands.close()
  await http.close()
})

const stats = (words: string, columns?: number) => commands.run(['stats', ...words.split(' ')], columns)

describe('vitald stats', () => {
  it("is a table and a spark line, days in the person's zone", async () => {
    const { status, out } = await stats('stepCount --options sum')
    expect(status).toBe(0)
    expect(out).toBe(
      [
        'stepCount in count, every 1d, Europe/Berlin',
        '',
        'from        sum   samples',
        '2026-11-16  –     0',
        '2026-11-17  –     0',
        '2026-11-18  –     0',
        '2026-11-19  1000  1',
        '2026-11-20  –     0',
        '2026-11-21  4000  1',
        '2026-11-22  8000  2',
        '',
        '   ▁ ▄█',
        '',
      ].join('\n'),
    )
  })

  it('takes dates, hours and a unit', async () => {
    const words = 'heartRate --from 2026-11-22 --to 2026-11-23 --every 1h --options average --unit count/s'
    const { out } = await stats(words)
    expect(out).toMatch(/heartRate in count\/s, every 1h/)
    expect(out).toMatch(/2026-11-22 13:00 {2}1\.03/)
    expect(out.match(/2026-11-22 \d\d:00/g)).toHaveLength(24)
  })

  it('keeps the spark line within the terminal', async () => {
    const { out } = await stats('stepCount --every 1h --from 2026-11-01', 40)
    expect(out.trimEnd().split('\n').at(-1)?.length).toBeLessThanOrEqual(40)
  })

  it('tells where a sum comes from', async () => {
    const { out, error } = await stats('stepCount --options sum --from today --explain')
    expect(error).toBe('')
    expect(out).toMatch(/where the sum comes from/)
    expect(out).toMatch(/1 +watch +1 +8000 +8000 +0 +–/)
    expect(out).toMatch(/2 +phone +1 +7000 +0(\.0+)? +7000 +watch/)
  })

  it('prints all items as JSON', async () => {
    const { out } = await stats('stepCount --every P1D --from 2020-01-01 --json')
    const { items } = JSON.parse(out) as { items: { count: number }[] }
    expect(items).toHaveLength(2_518)
    expect(items.at(-1)).toMatchObject({ sum: 8_000, count: 2 })
  })

  it('says when there is nothing', async () => {
    expect((await stats('flightsClimbed')).out).toMatch(/Europe\/Berlin\s+nothing was measured/)
  })

  it.each([
    ['stepCount --every day', /--every is a length/],
    ['stepCount --from last-week', /--from is a date/],
    ['stepCount --options median', /--options are of/],
  ])('ends with 2 for %s', async (words, message) => {
    const { status, error } = await stats(words)
    expect(status).toBe(2)
    expect(error).toMatch(message)
  })

  it('ends with 1 for what the daemon refuses', async () => {
    expect(await stats('strides')).toMatchObject({ status: 1, error: expect.stringMatching(/type/) })
  })

  it('has help with an example', async () => {
    expect((await stats('--help')).out).toMatch(/EXAMPLE\s+vitald stats stepCount --from/)
  })
})
