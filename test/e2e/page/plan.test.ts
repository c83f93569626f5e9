import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openBrowser } from '../../dashboard/browser.js'
import { type Daemon, startDaemon } from '../../setup/daemon.js'
import { openPage, phone, widthOf, within } from './open-page.js'

const begun = z.object({ id: z.string() })
const started = 400
const plan = {
  name: 'Twice five',
  activityType: 'cycling',
  steps: [
    { kind: 'warmup', end: { by: 'time', value: 300 }, target: { type: 'cyclingPower', ramp: [100, 150] } },
    {
      kind: 'work',
      name: 'Hard',
      end: { by: 'time', value: 3_000 },
      target: { type: 'cyclingPower', from: 240, to: 260 },
      alert: { after: 10 },
    },
    { kind: 'cooldown', end: { by: 'lap' } },
  ],
}

let daemon: Daemon
let browser: Browser
let page: Page
let id: string
const complaints: string[] = []

const series = (type: string, unit: string, value: number, start: number) => ({
  ...{ type, unit, start, interval: 1_000, source: 'test' },
  values: Array.from({ length: started - 5 }, () => value),
})

beforeAll(async () => {
  daemon = await startDaemon()
  browser = await openBrowser()
  const start = Date.now() - started * 1_000
  await daemon.send('PATCH', '/v1/users/me', { functionalThresholdPower: 250, maximumHeartRate: 190 })
  const ride = { activityType: 'cycling', location: 'indoor', start, plan, lapLength: 1_000 }
  id = begun.parse((await daemon.send('POST', '/v1/users/me/sessions', ride)).body).id
  await daemon.send('POST', '/v1/users/me/samples', {
    samples: [
      series('heartRate', 'count/min', 150, start),
      series('cyclingPower', 'W', 200, start),
      series('distanceCycling', 'm', 8, start),
    ],
  })
  page = await openPage({ browser, daemon, complaints })
})

afterAll(async () => {
  await browser.close()
  await daemon.close()
})

/** A target is missed only while something is heard. */
const pedal = async () => {
  const reading = { type: 'cyclingPower', unit: 'W', value: 200, start: Date.now(), source: 'test' }
  await daemon.send('POST', '/v1/users/me/samples', reading)
  return page.getByTestId('plan').textContent()
}
const text = (name: string) => page.getByTestId(name).textContent()

describe('a ride by a plan', () => {
  it('shows the present step, what is left of it, its target and that it is missed', async () => {
    await expect.poll(() => text('plan-step'), within).toBe('Hard')
    expect(await text('plan')).toContain('step 2 of 3')
    expect(await text('plan-left')).toMatch(/^4\d:\d\d$/)
    expect(await text('plan-target')).toContain('240–260 W')
    await expect.poll(pedal, within).toContain('Below the target for')
    expect(await text('plan-next')).toContain('Cool-down · until the lap button')
  })

  it('draws the whole plan with the present place', async () => {
    await page.getByTestId('plan-place').waitFor(within)
    expect(await page.locator('.plan-bar').count()).toBe(3)
    expect(await page.locator('.plan-bar.now').getAttribute('class')).toContain('work')
  })

  it('shows zones with the time in each, figures so far, and which laps ended by themselves', async () => {
    expect(await text('zones-heartRate')).toContain('Hard')
    expect(await text('zones-cyclingPower')).toContain('Tempo')
    expect(await text('live-normalizedPower')).toMatch(/Normalized Power\d+ W/)
    expect(await page.getByTestId('lap-row').last().textContent()).toContain('auto')
  })

  it('fits a phone without scrolling sideways', async () => {
    const small = await openPage({ browser, daemon, complaints }, phone)
    await small.getByTestId('plan').waitFor(within)
    expect(await widthOf(small)).toBe(phone.width)
    await small.context().close()
  })

  it('goes on to the next step by its key, and marks', async () => {
    await page.keyboard.press('n')
    await expect.poll(() => text('plan-step'), within).toBe('Cool-down')
    await page.keyboard.press('m')
    const events = z.object({ events: z.array(z.object({ event: z.string() })) })
    const session = async () => events.parse(await daemon.get(`/v1/users/me/sessions/${id}`)).events
    await expect.poll(async () => (await session()).map(({ event }) => event), within).toContain('marker')
  })

  it('shows how each step went, every figure, and why others are missing', async () => {
    await page.keyboard.press('e')
    await page.getByRole('button', { name: 'End and save' }).click()
    await page.getByTestId('plan-steps').waitFor(within)
    const steps = await page.getByTestId('plan-record').allTextContents()
    expect(steps.map((step) => /completed|skipped|unfinished/.exec(step)?.[0])).toEqual([
      'completed',
      'skipped',
      'unfinished',
    ])
    expect(await text('figure-normalizedPower')).toMatch(/Normalized Power\d+ W/)
    expect(await text('figure-wPrimeBalance')).toContain('by critical power defaults')
    expect(await text('unavailable')).toContain('HRV, RMSSD')
    expect(await text('power-curve')).toContain('5 min')
    expect(await text('splits')).toContain('km')
  })

  it('saves the workout as files', async () => {
    const href = await page.getByTestId('save-fit').getAttribute('href')
    expect(href).toBe(`/v1/users/me/workouts/${id}.fit`)
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('save-tcx').click()])
    expect(download.suggestedFilename()).toBe(`${id}.tcx`)
    expect(await page.getByTestId('save-gpx').count()).toBe(0)
  })

  it('has nothing to complain about', () => {
    expect(complaints).toEqual([])
  })
})
