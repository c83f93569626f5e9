import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openBrowser } from '../../dashboard/browser.js'
import { type Daemon, startDaemon } from '../../setup/daemon.js'
import { openPage, phone, widthOf, within } from './open-page.js'

const session = z.object({
  id: z.string(),
  interruptions: z.array(z.object({ start: z.string(), end: z.string() })).optional(),
})
const steps = [{ kind: 'work', end: { by: 'time', value: 1_800 } }]
const kept = [
  { id: 'hills', name: 'Hills', activityType: 'cycling', location: 'outdoor', steps },
  { id: 'jog', name: 'Jog', activityType: 'running', steps },
]

let daemon: Daemon
let browser: Browser
let page: Page
const complaints: string[] = []

beforeAll(async () => {
  daemon = await startDaemon()
  browser = await openBrowser()
  const zones = { heartRate: [120, 150], cyclingPower: [150, 250], cyclingCadence: [80, 100] }
  await daemon.send('PATCH', '/v1/users/me', { zones })
  page = await openPage({ browser, daemon, complaints })
})

afterAll(async () => {
  await browser.close()
  await daemon.close()
})

const text = (name: string) => page.getByTestId(name).textContent()
const active = async () => session.parse(await daemon.get('/v1/users/me/sessions/active'))
const values = { heartRate: 155, cyclingPower: 200, cyclingCadence: 70 }
const units = { heartRate: 'count/min', cyclingPower: 'W', cyclingCadence: 'count/min' }
/** Readings of the last seconds, one a second. */
const measure = (seconds: number) =>
  daemon.send('POST', '/v1/users/me/samples', {
    samples: Object.entries(units).map(([type, unit]) => ({
      ...{ type, unit, interval: 1_000, source: 'test', start: Date.now() - seconds * 1_000 },
      values: Array.from({ length: seconds }, () => values[type as keyof typeof values]),
    })),
  })

describe('a workout that is started on the page', () => {
  it('says how to keep a plan when there is none', async () => {
    expect(await page.getByTestId('no-plans').textContent({ timeout: 10_000 })).toContain('No plan is kept yet.')
    const docs = await page.context().newPage()
    const href = await page.getByTestId('no-plans').getByRole('link').getAttribute('href')
    await docs.goto(new URL(href ?? '', daemon.http).href)
    await docs.locator('h1#plans').waitFor(within)
    await docs.close()
  })

  it('offers the kept plans of the chosen activity', async () => {
    for (const plan of kept) await daemon.send('POST', '/v1/users/me/plans', plan)
    await page.reload()
    const offered = async () => (await page.getByTestId('plan-choice').locator('option').allTextContents()).join()
    await expect.poll(offered, within).toBe('No plan,Hills · 30:00')
    await page.getByLabel('Activity').selectOption('running')
    await expect.poll(offered, within).toBe('No plan,Jog · 30:00')
    await page.getByLabel('Activity').selectOption('rowing')
    expect(await text('no-plans')).toContain('None of the 2 kept plans is for rowing.')
  })

  it('fits a phone without scrolling sideways', async () => {
    const small = await openPage({ browser, daemon, complaints }, phone)
    await small.getByTestId('plan-choice').waitFor(within)
    expect(await widthOf(small)).toBe(phone.width)
    await small.context().close()
  })

  it('follows the plan that was chosen, where the plan says', async () => {
    await page.getByLabel('Activity').selectOption('cycling')
    await page.getByTestId('plan-choice').selectOption('hills')
    expect(await page.getByLabel('Outdoor').isChecked()).toBe(true)
    await page.getByTestId('start').click()
    await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent(), within).toBe('Outdoor cycling')
    await expect.poll(() => text('plan'), within).toContain('step 1 of 1')
  })

  it('shows the present zone of every type that has zones', async () => {
    const now = () => page.locator('.zone-now').allTextContents()
    const shown = async () => {
      await measure(1)
      return now()
    }
    await expect.poll(shown, within).toEqual(['Zone 3', 'Zone 2', 'Zone 1'])
    expect(await text('tile-heartRate')).toContain('Zone 3')
    expect(await text('tile-power')).toContain('Zone 2')
    expect(await text('tile-cadence')).toContain('Zone 1')
    await expect.poll(now, within).toEqual([])
  })

  it('shows what was not recorded while the daemon was down, live and in the record', async () => {
    await measure(2)
    const measured = Date.now()
    await daemon.stop('SIGKILL')
    await expect.poll(() => Date.now() - measured, within).toBeGreaterThan(4_000)
    await daemon.start()
    const missing = (await active()).interruptions ?? []
    expect(missing).toHaveLength(1)
    await page.getByTestId('interruptions').waitFor({ timeout: 40_000 })
    const times = () => page.getByTestId('interruptions').locator('time')
    const told = async () => Promise.all((await times().all()).map((time) => time.getAttribute('datetime')))
    expect(await told()).toEqual([missing[0]?.start, missing[0]?.end])
    await page.keyboard.press('e')
    await page.getByRole('button', { name: 'End and save' }).click()
    await page.getByTestId('workout').waitFor(within)
    expect(await told()).toEqual([missing[0]?.start, missing[0]?.end])
    expect(await text('interruptions')).toContain('not recorded')
    // A refused connection is what the browser itself complains of.
    complaints.length = 0
  })

  it('has nothing to complain about', () => {
    expect(complaints).toEqual([])
  })
})
