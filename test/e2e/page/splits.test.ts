import { resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser } from '../../dashboard/browser.js'
import { type Daemon, startDaemon } from '../../setup/daemon.js'
import { openPage, phone, widthOf, within } from './open-page.js'

let daemon: Daemon
let browser: Browser
let page: Page
const complaints: string[] = []

const splits = () => page.getByTestId('splits')
const rowTexts = () => page.getByTestId('split-row').allTextContents()
const choose = (unit: 'km' | 'mi') => splits().locator(`label:has(input[value=${unit}])`).click()

beforeAll(async () => {
  daemon = await startDaemon()
  browser = await openBrowser()
  const run = resolve('test/fixtures/workouts/run-smart-recording.fit')
  expect((await daemon.run('import', run)).status).toBe(0)
  page = await openPage({ browser, daemon, complaints }, phone)
})

afterAll(async () => {
  await browser.close()
  await daemon.close()
})

describe('the splits on the page', () => {
  it('have heart rate, heights and the time in motion, and fit a phone', async () => {
    await page.goto(`${daemon.http}/#/workouts`)
    await page.getByTestId('workout-entry').click()
    await splits().waitFor(within)
    const [first = ''] = await rowTexts()
    expect(first).toMatch(/^1\d+:\d\d\d+:\d\d moving\d+:\d\d1\d\d\+\d+ −\d+$/)
    expect(await rowTexts()).toHaveLength(5)
    expect(await widthOf(page)).toBe(phone.width)
  })

  it('turn into miles and back', async () => {
    await choose('mi')
    await expect.poll(async () => (await rowTexts()).length, within).toBe(4)
    expect(await splits().textContent()).toContain('± ft')
    await choose('km')
    await expect.poll(async () => (await rowTexts()).length, within).toBe(5)
  })

  it('are miles from the start for who wants miles', async () => {
    await daemon.send('PATCH', '/v1/users/me', { units: { distanceWalkingRunning: 'mi' } })
    await page.reload()
    await expect.poll(async () => (await rowTexts()).length, within).toBe(4)
  })

  it('are shown while a workout goes on, the running one first', async () => {
    await daemon.send('POST', '/v1/users/me/sessions', { activityType: 'cycling', location: 'outdoor' })
    const start = Date.now()
    const way = { type: 'distanceCycling', value: 12.5, unit: 'm', start, end: start + 1_000, source: 'test' }
    await daemon.send('POST', '/v1/users/me/samples', way)
    await page.goto(`${daemon.http}/#/`)
    await expect.poll(async () => (await rowTexts())[0], within).toMatch(/^12 m \(running\)/)
  })

  it('have nothing to complain about', () => {
    expect(complaints).toEqual([])
  })
})
