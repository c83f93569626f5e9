import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser } from '../../dashboard/browser.js'
import { type Daemon, startDaemon } from '../../setup/daemon.js'
import { openPage, phone, widthOf, within } from './open-page.js'

let daemon: Daemon
let browser: Browser
let page: Page
const complaints: string[] = []

const signIn = (viewport?: typeof phone): Promise<Page> => openPage({ browser, daemon, complaints }, viewport)

const say = (type: string, value: number, unit: string) =>
  daemon.send('POST', '/v1/users/me/samples', { type, value, unit, start: Date.now(), source: 'test' })

const tile = (name: string) => page.getByTestId(`tile-${name}`)
const state = () => page.getByTestId('state')
const announcement = () => page.getByTestId('announcement').textContent()

beforeAll(async () => {
  daemon = await startDaemon()
  browser = await openBrowser()
  page = await signIn()
})

afterAll(async () => {
  await browser.close()
  await daemon.close()
})

describe('the page', () => {
  it('says how to sign in to who is not', async () => {
    const stranger = await browser.newPage()
    await stranger.goto(daemon.http)
    await stranger.getByText('vitald start').waitFor(within)
    await stranger.close()
  })

  it('leads to the pages for people, and back', async () => {
    await page.keyboard.press('?')
    await page.getByRole('link', { name: 'For riders' }).click()
    await page.getByRole('heading', { name: 'For riders' }).waitFor(within)
    await page.getByRole('link', { name: '‹ vitald' }).click()
    await page.getByTestId('start').waitFor(within)
  })

  it('says how to add a device when there is none', async () => {
    await page.getByTestId('no-device').waitFor(within)
  })

  it('starts, pauses, resumes and laps a workout by its keys', async () => {
    await page.getByTestId('start').waitFor(within)
    await page.keyboard.press('s')
    await expect.poll(() => state().textContent(), within).toBe('Running')
    await page.keyboard.press('Space')
    await expect.poll(() => state().textContent(), within).toBe('Paused')
    await expect.poll(announcement).toBe('Workout paused')
    await page.keyboard.press('Space')
    await expect.poll(() => state().textContent(), within).toBe('Running')
    await page.keyboard.press('l')
    await expect.poll(() => page.getByTestId('lap-row').count(), within).toBe(2)
  })

  it('shows a value as soon as it is stored, and dims it once it is too old', async () => {
    await say('heartRate', 142, 'count/min')
    await say('cyclingPower', 210, 'W')
    await expect.poll(() => tile('heartRate').textContent(), within).toContain('142bpm')
    await expect.poll(() => tile('power').textContent(), within).toContain('210W')
    await expect.poll(() => tile('power').textContent(), within).toMatch(/no reading for \d+ s/)
    await expect.poll(() => tile('heartRate').getAttribute('class'), within).toContain('stale')
  })

  it('shows the same ride after it is loaded again', async () => {
    await page.reload()
    await expect.poll(() => state().textContent(), within).toBe('Running')
    await expect.poll(() => page.getByTestId('lap-row').first().textContent(), within).toContain('142')
    await page.getByTestId('chart').locator('canvas').waitFor(within)
  })

  it('tells of a lost connection and goes on by itself', async () => {
    await daemon.stop()
    await page.getByText('Connection lost, trying again').waitFor(within)
    await daemon.start()
    await expect.poll(() => page.getByTestId('connection').textContent(), { timeout: 40_000 }).toBe('Live')
    await expect.poll(() => state().textContent(), within).toBe('Running')
    complaints.length = 0
  })

  it('asks before it ends a workout, then shows the record', async () => {
    await page.getByTestId('finish').click()
    await page.getByRole('button', { name: 'Keep going' }).click()
    expect(await state().textContent()).toBe('Running')
    await page.keyboard.press('e')
    await page.getByRole('button', { name: 'End and save' }).click()
    await page.getByTestId('workout').waitFor(within)
    await expect.poll(() => page.getByTestId('workout').textContent(), within).toContain('Saved')
    expect(await page.getByTestId('finish-steps').textContent()).toContain('Saved')
  })

  it('lists the workout and opens it by its address', async () => {
    await page.getByRole('link', { name: 'Workouts' }).click()
    await page.getByTestId('workout-entry').click()
    await page.getByTestId('workout').waitFor(within)
    expect(new URL(page.url()).hash).toMatch(/^#\/workouts\/[0-9a-f-]{36}$/)
    expect(await tile('heartRate').textContent()).toContain('142bpm')
  })

  it('lists the devices, and forgets one when asked twice', async () => {
    await daemon.send('POST', '/v1/devices', { device: 'my-watch', user: 'me' })
    await page.getByRole('link', { name: 'Devices' }).click()
    const watch = page.getByTestId('own-my-watch')
    await expect.poll(() => watch.textContent(), within).toContain('never heard')
    await watch.getByRole('button', { name: 'Forget my-watch' }).click()
    await page.getByRole('button', { name: 'Forget it' }).click()
    await expect.poll(() => watch.count(), within).toBe(0)
    await page.getByRole('link', { name: 'Workouts' }).click()
  })

  it('fits a phone without scrolling sideways', async () => {
    const small = await signIn(phone)
    await small.getByTestId('start').waitFor(within)
    expect(await widthOf(small)).toBe(phone.width)
    await small.goto(`${daemon.http}/#/workouts`)
    await small.getByTestId('workout-entry').click()
    await small.getByTestId('workout').waitFor(within)
    expect(await widthOf(small)).toBe(phone.width)
    await small.context().close()
  })

  it('shows the progress that the workout made', async () => {
    await page.getByRole('link', { name: 'Progress' }).click()
    await page.getByTestId('load').waitFor(within)
    expect(await page.getByTestId('record-row').first().textContent()).toContain('Duration')
    await page.getByTestId('record-row').first().getByRole('link').click()
    await page.getByTestId('workout').waitFor(within)
  })

  it('deletes a workout when asked twice', async () => {
    await page.getByTestId('delete').click()
    await page.getByRole('button', { name: 'Keep it' }).click()
    await page.getByTestId('delete').click()
    await page.getByRole('button', { name: 'Delete it' }).click()
    await page.getByText('No workout yet').waitFor(within)
    await page.getByRole('link', { name: 'Progress' }).click()
    await page.getByTestId('no-progress').waitFor(within)
  })

  it('has nothing to complain about, the content security policy included', () => {
    expect(complaints).toEqual([])
  })
})
