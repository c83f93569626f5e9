import { describe, expect, it } from 'vitest'
import { runAlone } from './run-command.js'

describe('vitald simulate', () => {
  it.each(['strap', 'trainer', 'watch'])('explains %s with an example', async (kind) => {
    const { status, out } = await runAlone(['simulate', kind, '--help'])
    expect(status).toBe(0)
    expect(out).toContain(`vitald simulate ${kind} `)
  })

  it.each([
    [['strap', '--adapter', 'hci0', '--broker', 'mqtt://127.0.0.1'], '--broker is of a device over MQTT and --adapter'],
    [['strap', '--heart-rate', '900'], '--heart-rate is a number from 20 to 250, not 900'],
    [['trainer', '--power', 'much'], '--power is a number from 0 to 2000, not much'],
    [['strap', '--speed', '0'], '--speed is a number from 0.1 to 100, not 0'],
    [['strap', '--faults', 'skew'], '--faults knows dropout, spike, duplicate, not skew'],
    [['trainer', '--heart-rate', '100'], 'unknown option --heart-rate'],
    [['strap', '--device', 'Two Words'], '--device is lower-case letters'],
  ])('refuses %j', async (words, message) => {
    const { status, error } = await runAlone(['simulate', ...words])
    expect(error).toContain(message)
    expect(status).toBe(2)
  })

  it('says what is missing where there is no message bus', async () => {
    const environment = { DBUS_SYSTEM_BUS_ADDRESS: 'unix:path=/nowhere/at/all' }
    const { status, error } = await runAlone(['simulate', 'strap'], () => 0, { environment })
    expect(status).toBe(1)
    expect(error).toContain('There is no system message bus')
  })
})
