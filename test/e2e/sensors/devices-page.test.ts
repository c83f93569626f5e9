import { resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser } from '../../dashboard/browser.js'
import { nearStrap, statusOf } from '../../http/fake-bluetooth.js'
import { openApp, type TestApp } from '../../http/open-app.js'

const phone = { width: 390, height: 844 }
const within = { timeout: 10_000 }
const complaints: string[] = []
const trainer = { device: 'kickr-0002', address: 'C0:FF:EE:00:00:02', adapter: nearStrap.adapter }

let http: TestApp
let address: string
let browser: Browser
let page: Page

/** A page before Bluetooth as the test says it is, signed in by a one-time link. */
const signIn = async (viewport = phone): Promise<Page> => {
  const context = await browser.newContext({ viewport })
  const opened = await context.newPage()
  opened.on('pageerror', (error) => complaints.push(error.message))
  opened.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  await opened.goto(`${address}/sign-in?code=${http.access.issueSignIn()}`)
  await opened.goto(`${address}/#/devices`)
  return opened
}

const own = (device: string) => page.getByTestId(`own-${device}`)
const near = (device: string) => page.getByTestId(`near-${device}`)
const announcement = () => page.getByTestId('announcement').textContent()
const link = (device: string) => own(device).getByTestId('link-state').textContent()
const heard = () => ({ ...nearStrap, lastSeen: Date.now() })

/** A look at a sensor that shows its pulse until it is ended. */
const blinkUntilEnded: TestApp['bluetooth']['blink'] = async function* (_address, _seconds, signal) {
  yield { heartRate: 61 }
  yield { heartRate: 62 }
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
}

beforeAll(async () => {
  http = await openApp({ dashboard: resolve('dist/dashboard') })
  address = await http.listen()
  browser = await openBrowser()
  http.bluetooth.present = { ok: false, reason: 'the adapter is off: `bluetoothctl power on`' }
  page = await signIn()
})

afterAll(async () => {
  await browser.close()
  await http.close()
})

describe('the devices on the page', () => {
  it('say what keeps Bluetooth from working, and the way out', async () => {
    await expect
      .poll(() => page.getByTestId('bluetooth-notice').textContent(), within)
      .toContain('bluetoothctl power on')
    expect(await page.getByTestId('scan').isDisabled()).toBe(true)
  })

  it('look around for who has no sensor, as soon as Bluetooth works', async () => {
    http.bluetooth.present = { ok: true }
    await expect.poll(() => page.getByTestId('near').count(), within).toBe(1)
    expect(await page.getByTestId('bluetooth-notice').count()).toBe(0)
    await page.getByTestId('nothing-near').waitFor(within)
  })

  it('show what is heard, with its signal', async () => {
    http.bluetooth.hear(heard())
    await page.getByTestId('scan').click()
    await near(nearStrap.device).waitFor(within)
    expect(await near(nearStrap.device).textContent()).toContain('Heart rate')
    await near(nearStrap.device).getByRole('img', { name: 'very strong signal' }).waitFor(within)
  })

  it('tell two straps apart by a blink of the pulse, which can be ended', async () => {
    http.bluetooth.blink = blinkUntilEnded
    await near(nearStrap.device).getByRole('button', { name: 'Which one is HRM Lab?' }).click()
    await expect.poll(() => page.getByTestId('blink').textContent(), within).toContain('62 bpm')
    await near(nearStrap.device).getByRole('button', { name: 'Which one is HRM Lab?' }).click()
    await expect.poll(() => page.getByTestId('blink').count(), within).toBe(0)
  })

  it('pair by one click', async () => {
    await near(nearStrap.device).getByRole('button', { name: 'Pair HRM Lab' }).click()
    await own(nearStrap.device).waitFor(within)
    await expect.poll(announcement, within).toBe('HRM Lab is paired')
    expect(await near(nearStrap.device).count()).toBe(0)
    expect(http.parts.devices.get(nearStrap.device)).toMatchObject({ user: 'me', transport: 'ble' })
  })

  it('show how the link is, as it changes, with cause and mend', async () => {
    http.bluetooth.say(statusOf({ state: 'connecting' }))
    await expect.poll(() => link(nearStrap.device), within).toBe('Connecting')
    http.bluetooth.say(statusOf({ lastData: Date.now(), battery: 19 }))
    await expect.poll(() => link(nearStrap.device), within).toBe('Live')
    await expect.poll(() => own(nearStrap.device).textContent(), within).toContain('Battery low')
    const lastError = { code: 'authenticationFailed', detail: 'the bond is gone', at: Date.now() } as const
    http.bluetooth.say(statusOf({ state: 'failed', battery: 9, lastError }))
    await expect.poll(() => link(nearStrap.device), within).toBe('Needs you')
    const text = await own(nearStrap.device).textContent()
    expect(text).toContain('The bond is gone.')
    expect(text).toContain('pair it again')
    expect(text).toContain('change or charge it now')
  })

  it('take a wheel’s circumference, and refuse one that no wheel has', async () => {
    const known = { ...trainer, settings: {} }
    await http.parts.devices.pair(known, { user: 'me', name: 'KICKR', types: ['cyclingPower', 'cyclingSpeed'] })
    http.bluetooth.say(statusOf(trainer))
    await own(trainer.device).getByText('Settings').click()
    const wheel = own(trainer.device).getByLabel('Wheel, mm around')
    const save = own(trainer.device).getByRole('button', { name: 'Save' })
    await wheel.fill('90')
    expect(await save.isDisabled()).toBe(true)
    await wheel.fill('2136')
    await save.click()
    await expect
      .poll(() => http.parts.devices.get(trainer.device)?.sensor?.settings, within)
      .toEqual({ wheelCircumference: 2136 })
  })

  it('fit a phone without scrolling sideways, with several people too', async () => {
    await http.ask('POST', '/v1/users', { id: 'anna', name: 'Anna-Maria von der Weide' })
    const small = await signIn({ width: 360, height: 740 })
    await small.getByTestId(`own-${nearStrap.device}`).waitFor(within)
    expect(await small.evaluate('document.documentElement.scrollWidth')).toBe(360)
    await small.getByTestId(`own-${nearStrap.device}`).getByLabel('Whose is HRM Lab?').selectOption('anna')
    await expect.poll(() => http.parts.devices.get(nearStrap.device)?.user, within).toBe('anna')
    await small.getByRole('region', { name: 'Other people’s' }).getByText('HRM Lab', { exact: true }).waitFor(within)
    await small.context().close()
  })

  it('forget one when asked twice', async () => {
    await own(nearStrap.device).getByRole('button', { name: 'Forget HRM Lab' }).click()
    await page.getByRole('button', { name: 'Keep it' }).click()
    expect(http.parts.devices.get(nearStrap.device)).toBeDefined()
    await own(nearStrap.device).getByRole('button', { name: 'Forget HRM Lab' }).click()
    await page.getByRole('button', { name: 'Forget it' }).click()
    await expect.poll(() => own(nearStrap.device).count(), within).toBe(0)
    expect(http.parts.devices.get(nearStrap.device)).toBeUndefined()
  })
})

describe('the ride on the page', () => {
  const say = (type: 'heartRate' | 'cyclingPower', device: string, value: number) => {
    const unit = type === 'heartRate' ? 'count/min' : 'W'
    http.live.say({ user: 'me', type, value, unit, at: Date.now(), source: device, device, stale: false })
  }
  const tile = (name: string) => page.getByTestId(`tile-${name}`)

  it('says what each value comes from, and when that changes', async () => {
    await http.sessions.start('me', { activityType: 'cycling', location: 'indoor' })
    await page.getByRole('link', { name: 'Live', exact: true }).click()
    say('heartRate', 'strap', 120)
    say('cyclingPower', trainer.device, 210)
    await expect.poll(() => tile('power').getByTestId('from').textContent(), within).toBe('from KICKR')
    const [from, to] = [{ source: 'strap' }, { source: 'watch', device: 'watch' }]
    http.live.change({ user: 'me', type: 'heartRate', from, to, at: Date.now(), reason: 'stale' })
    say('heartRate', 'watch', 121)
    await expect.poll(() => tile('heartRate').textContent(), within).toContain('lost strap')
    expect(await tile('heartRate').getByTestId('from').textContent()).toBe('from watch')
    await expect.poll(announcement, within).toBe('Heart rate now comes from watch')
  })

  it('has a tile for a trainer that may be controlled', async () => {
    http.bluetooth.trainers.set(trainer.device, { power: { minimum: 50, maximum: 800, increment: 1 } })
    const settings = { control: true }
    await http.ask('PATCH', `/v1/devices/${trainer.device}`, { settings })
    http.bluetooth.say(statusOf({ ...trainer, settings }))
    await page.getByTestId('trainer').getByRole('radio', { name: 'Power' }).check()
    await expect
      .poll(() => http.bluetooth.trainers.get(trainer.device)?.command, within)
      .toEqual({
        ...{ mode: 'erg', targetPower: 100 },
      })
    const more = page.getByRole('button', { name: 'More: 5 watts' })
    await more.click()
    await more.click()
    await expect.poll(() => page.getByTestId('trainer-target').textContent(), within).toBe('110 W')
    await expect
      .poll(() => http.bluetooth.trainers.get(trainer.device)?.command, within)
      .toEqual({
        ...{ mode: 'erg', targetPower: 110 },
      })
  })

  it('has nothing to complain about, the content security policy included', () => {
    expect(complaints).toEqual([])
  })
})
