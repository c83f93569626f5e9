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
    [
      ['watch', '--workout', 'rnu'],
      '--workout is intervals, steady, run, outdoor or a file, not rnu. Did you mean run?',
    ],
    [['watch', '--workout', '__proto__'], '--workout is intervals, steady, run, outdoor or a file, not __proto__.\n'],
    [['strap', '--workout', 'stedy', '--device', 's1'], 'not stedy. Did you mean steady?'],
    [
      ['trainer', '--workout', 'out'],
      '--workout is intervals, steady, outdoor or a file, not out. Did you mean outdoor?',
    ],
    [
      ['trainer', '--workout', 'run'],
      '--workout run cannot be done on a trainer: it takes intervals, steady, outdoor or',
    ],
    [['trainer', '--workout', 'run', '--device', 't1'], '--workout run cannot be done on a trainer'],
  ])('refuses %j', async (words, message) => {
    const { status, error } = await runAlone(['simulate', ...words])
    expect(error).toContain(message)
    expect(status).toBe(2)
  })

  it('fails on a workout that is there and cannot be read', async () => {
    const { status, error } = await runAlone(['simulate', 'watch', '--workout', '/'])
    expect(status).toBe(1)
    expect(error).toContain('cannot read /')
  })

  it('names the workouts that a device can do', async () => {
    const textOf = async (kind: string) => (await runAlone(['simulate', kind, '--help'])).out.replace(/\s+/g, ' ')
    expect(await textOf('watch')).toContain('made up: intervals, steady, run, outdoor;')
    expect(await textOf('trainer')).toContain('made up: intervals, steady, outdoor;')
  })

  it('says what is missing where there is no message bus', async () => {
    const environment = { DBUS_SYSTEM_BUS_ADDRESS: 'unix:path=/nowhere/at/all' }
    const { status, error } = await runAlone(['simulate', 'strap'], () => 0, { environment })
    expect(status).toBe(1)
    expect(error).toContain('There is no system message bus')
  })
})
