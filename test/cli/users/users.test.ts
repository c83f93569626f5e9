import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApp, type TestApp } from '../../http/open-app.js'
import { openCommands } from '../run-command.js'

let http: TestApp
let commands: Awaited<ReturnType<typeof openCommands>>

beforeAll(async () => {
  http = await openApp()
  commands = await openCommands(http, await http.listen())
})
afterAll(async () => {
  await commands.close()
  await http.close()
})

const out = (words: string | readonly string[]) => commands.out(words)
const wrong = async (words: string) => {
  const { status, error } = await commands.run(words.split(' '))
  return [status, error] as const
}

describe('vitald users', () => {
  it('adds a person with what is said, and lists everybody', async () => {
    const facts = '--time-zone Europe/Berlin --body-mass 61.5 --height 1.74 --maximum-heart-rate 191 --ftp 240'
    const more = '--date-of-birth 1984-05-31 --biological-sex female --units distanceWalkingRunning=mi,bodyMass=lb'
    await out(['users', 'add', 'anna', '--name', 'Anna B', ...facts.split(' '), ...more.split(' ')])
    expect(JSON.parse(await out('users show anna --json'))).toMatchObject({
      ...{ id: 'anna', name: 'Anna B', timeZone: 'Europe/Berlin', bodyMass: 61.5, height: 1.74 },
      ...{ maximumHeartRate: 191, functionalThresholdPower: 240, dateOfBirth: '1984-05-31', biologicalSex: 'female' },
      units: { distanceWalkingRunning: 'mi', bodyMass: 'lb' },
    })
    expect(await out('users')).toMatch(/^anna +Anna B +Europe\/Berlin +61\.5 kg +191 count\/min +240 W$/m)
    expect(JSON.parse(await out('users --json'))).toMatchObject({ items: [{ id: 'anna' }, { id: 'me' }] })
  })

  it('sets facts, keeps what they were, and takes them out', async () => {
    await out('users add ben --ftp 250')
    http.time.now += 86_400_000
    expect(await out('users set ben --ftp 260 --resting-heart-rate 48')).toBe('ben is set\n')
    const shown = await out('users show ben')
    expect(shown).toMatch(/^functional threshold power +260 W +\S+ \S+\n +250 W +\S+ \S+$/m)
    expect(shown).toMatch(/^resting heart rate +48 count\/min/m)

    await out('users set ben --units bodyMass=lb,height=cm')
    await out('users set ben --units bodyMass=none --ftp none')
    const { units, functionalThresholdPower } = JSON.parse(await out('users show ben --json')) as Record<
      string,
      unknown
    >
    expect([units, functionalThresholdPower]).toEqual([{ height: 'cm' }, undefined])
  })

  it('takes a flag also as the API spells the fact', async () => {
    await out('users add cleo --bodyMass 70')
    expect(JSON.parse(await out('users show cleo --json'))).toMatchObject({ bodyMass: 70 })
  })

  it.each([
    ['users set me', /say what to set/],
    ['users set me --ftp much', /--ftp is a number from 1 to 3000, not much/],
    ['users set me --height 174', /--height is a number/],
    ['users set me --time-zone Europe/Berlyn', /Did you mean Europe\/Berlin/],
    ['users set me --date-of-birth 31.5.1984', /--date-of-birth is a day such as/],
    ['users set me --biological-sex f', /female/],
    ['users set me --units bodyMas=lb', /bodyMas is not a type.*Did you mean bodyMass/],
    ['users set me --units mi', /--units are pairs/],
    ['users set me --fpt 200', /unknown option --fpt. Did you mean --ftp/],
    ['users shwo me', /Did you mean show/],
    ['user', /Did you mean users/],
    ['user --help', /Unknown command user. Did you mean users/],
    ['users ad --help', /Did you mean add/],
  ])('ends with 2 for `%s`', async (words, message) => {
    expect(await wrong(words)).toEqual([2, expect.stringMatching(message)])
  })

  it('ends with 1 for what the daemon refuses, and names the fact', async () => {
    await out('users add dora')
    expect(await wrong('users add dora')).toEqual([1, expect.stringContaining('the user id is taken')])
    expect(await wrong('users set dora --units bodyMass=mi')).toEqual([1, expect.stringContaining('/units/bodyMass')])
    expect(await wrong('users show nobody-at-all')).toEqual([1, expect.stringContaining('no user nobody-at-all')])
  })
})

describe('a person whom nobody knows', () => {
  beforeAll(async () => {
    await out('users add frederike')
    await out('devices add some-belt')
  })

  it.each([
    'workouts --user frederke',
    'workout status --user frederke',
    'workout start cycling --user frederke',
    'stats heartRate --user frederke',
    'users set frederke --ftp 200',
    'devices add belt --user frederke',
    'assign some-belt frederke',
  ])('is told from who may be meant by `%s`', async (words) => {
    expect(await wrong(words)).toEqual([1, 'there is no user frederke. Did you mean frederike?\n'])
  })

  it('is told so at once by `live`', async () => {
    const sleep = (ms: number) => new Promise<void>((done) => setTimeout(done, Math.min(ms, 10)))
    const { status, error } = await commands.run(['live', '--user', 'frederke'], 80, { sleep })
    expect([status, error]).toEqual([1, expect.stringContaining('Did you mean frederike?')])
  })

  it('is told from everybody when nobody may be meant', async () => {
    expect((await wrong('workouts --user xyzzy'))[1]).toContain('`vitald users` lists everybody')
  })

  it('is not taken for what else is not found', async () => {
    const [status, error] = await wrong('workout show 0193e0a0-0000-7000-8000-00000000000a --user frederike')
    expect([status, error]).toEqual([1, expect.not.stringContaining('there is no user')])
    expect((await commands.run(['workout', 'status', '--user', 'frederike'])).error).toContain('frederike')
  })
})
