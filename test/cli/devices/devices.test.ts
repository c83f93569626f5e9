import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nearStrap, statusOf } from '../../http/fake-bluetooth.js'
import { openApp, type TestApp } from '../../http/open-app.js'
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

const run = (...words: string[]) => commands.run(words)
const json = async (...words: string[]): Promise<unknown> => JSON.parse((await run(...words, '--json')).out)

describe('vitald scan', () => {
  it('shows what is near, the strongest first', async () => {
    http.bluetooth.hear({ ...nearStrap, rssi: -85 })
    http.bluetooth.hear({
      ...{ ...nearStrap, address: 'C0:FF:EE:00:00:02', device: 'kickr-0002', rssi: -60 },
      ...{ types: ['cyclingPower', 'cyclingCadence'], heartRate: undefined, ours: true },
    })
    const { status, out } = await run('scan', '--seconds', '5')
    expect(status).toBe(0)
    expect(out.split('\n')).toEqual([
      expect.stringMatching(/^device +measures +signal/),
      expect.stringMatching(/^kickr-0002 +cyclingPower, cyclingCadence +good \(-60 dBm\) +– +C0:FF:EE:00:00:02 +ours$/),
      expect.stringMatching(/^hrm-lab-0001 +heartRate +weak \(-85 dBm\)/),
      'pair one: vitald pair hrm-lab-0001',
      '',
    ])
    expect(http.bluetooth.asked).toEqual([['scan', 5]])
  })

  it('says what to do when nothing is heard', async () => {
    expect((await run('scan')).out).toMatch(/wear the strap/)
    expect(await json('scan')).toEqual({ items: [] })
  })

  it('takes a number of seconds that it can last', async () => {
    expect(await run('scan', '--seconds', '600')).toMatchObject({ status: 2, error: /1 to 60/ })
  })
})

describe('vitald pair', () => {
  it('makes a sensor somebody’s and tells when it is connected', async () => {
    http.bluetooth.hear(nearStrap)
    http.bluetooth.say(statusOf({ battery: 87 }))
    const { status, out } = await run('pair', 'hrm-lab-0001')
    expect({ status, out }).toEqual({
      status: 0,
      out: 'hrm-lab-0001 belongs to me\nit is connected: battery 87 %\n',
    })
  })

  it('says what stands in the way, and that it goes on by itself', async () => {
    http.bluetooth.hear(nearStrap)
    http.bluetooth.say(statusOf({ state: 'searching' }))
    const { status, out } = await run('pair', 'C0:FF:EE:00:00:01', '--user', 'me')
    expect(status).toBe(0)
    expect(out).toMatch(/not connected yet, and will be by itself\nhrm-lab-0001: wear it/)
  })

  it('looks around for what is not near, and suggests what may have been meant', async () => {
    http.bluetooth.hear(nearStrap)
    const { status, error } = await run('pair', 'hrm-lab-0002')
    expect(status).toBe(1)
    expect(error).toContain('Did you mean hrm-lab-0001?')
    expect(http.bluetooth.asked).toEqual([['scan', 10]])
  })
})

describe('vitald devices', () => {
  beforeEach(async () => {
    http.bluetooth.hear(nearStrap)
    await run('pair', nearStrap.device, '--json')
  })

  it('lists ours with state, battery and signal, then what is near', async () => {
    await http.parts.devices.introduce(nearStrap.device, { manufacturer: 'Lab', model: 'S1', firmware: '1.2' })
    const lastError = { code: 'connectFailed', detail: 'no answer', at: 0 } as const
    http.bluetooth.say(statusOf({ state: 'waiting', battery: 41, rssi: -70, lastError }))
    http.bluetooth.hear({ ...nearStrap, device: 'other-0003', address: 'C0:FF:EE:00:00:03' })
    const { out } = await run('devices')
    expect(out).toMatch(/hrm-lab-0001 +me +waiting +41 % +fair \(-70 dBm\) +– +Lab S1 +1\.2/)
    expect(out).toMatch(/hrm-lab-0001: no answer; wear it/)
    expect(out).toMatch(/near, not ours:\n.*\n.*\nother-0003|near, not ours:\n.*\nhrm.*\nother-0003/)
  })

  it('are given away and forgotten, in short and in full', async () => {
    await http.ask('POST', '/v1/users', { id: 'anna' })
    expect((await run('assign', nearStrap.device, 'anna')).out).toBe('hrm-lab-0001 belongs to anna\n')
    expect((await run('devices', 'assign', nearStrap.device, 'me')).status).toBe(0)
    expect((await run('forget', nearStrap.device)).status).toBe(0)
    expect(await run('forget', nearStrap.device)).toMatchObject({ status: 1, error: /no such device/ })
  })

  it('are set', async () => {
    const words = ['devices', 'set', nearStrap.device]
    expect(await json(...words, '--wheel-circumference', '2096', '--control')).toMatchObject({
      settings: { wheelCircumference: 2_096, control: true },
    })
    expect(await json(...words, '--wheel-circumference', 'default', '--no-control')).toMatchObject({
      settings: { control: false },
    })
    expect(await run(...words, '--wheel-circumference', '12')).toMatchObject({ status: 2, error: /130 to 3000/ })
    expect(await run(...words)).toMatchObject({ status: 2, error: /say what to set/ })
  })

  it('show what they say, to be told apart', async () => {
    http.bluetooth.blinks = [{ heartRate: 72 }, { heartRate: 73 }]
    expect((await run('devices', 'blink', nearStrap.device)).out).toBe('heartRate 72\nheartRate 73\n')
    expect(await json('devices', 'blink', nearStrap.device)).toEqual([{ heartRate: 72 }, { heartRate: 73 }])
  })

  it('have their zero offset set', async () => {
    expect((await run('devices', 'zero-offset', nearStrap.device)).out).toBe('the zero offset is set: 512\n')
  })
})

describe('vitald trainer', () => {
  beforeEach(async () => {
    http.bluetooth.hear(nearStrap)
    await run('pair', nearStrap.device, '--json')
  })

  it('asks the only trainer', async () => {
    http.bluetooth.trainers.set(nearStrap.device, { power: { minimum: 0, maximum: 2_000, increment: 1 } })
    expect((await run('trainer', 'erg', '200')).out).toBe('hrm-lab-0001: erg 200 W (0 to 2000 W)\n')
    expect((await run('trainer', 'grade', '4.5')).out).toMatch(/grade 4\.5 %/)
    expect((await run('trainer', 'level', '12')).out).toMatch(/level 12/)
    expect((await run('trainer', 'free')).out).toMatch(/free/)
    expect((await run('trainer', 'status')).out).toMatch(/free/)
  })

  it('needs one that is known', async () => {
    expect(await run('trainer', 'erg', '200')).toMatchObject({ status: 1, error: /no trainer is known yet/ })
    expect(await run('trainer', 'erg', '200', '--device', nearStrap.device)).toMatchObject({
      ...{ status: 1, error: /do not allow control/ },
    })
    expect(await run('trainer', 'erg', '-5')).toMatchObject({ status: 2 })
  })
})

describe('a word that is no command', () => {
  it('brings up what may have been meant', async () => {
    expect(await run('pear')).toMatchObject({ status: 2, error: /Did you mean pair\?/ })
    expect(await run('scan', '--secnds', '5')).toMatchObject({
      ...{ status: 2, error: /^unknown option --secnds\. Did you mean --seconds\?\nSee/ },
    })
    expect(await run('devices', 'asign', 'x', 'me')).toMatchObject({ status: 2, error: /Did you mean assign\?/ })
  })
})
