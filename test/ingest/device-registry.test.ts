import { describe, expect, it, vi } from 'vitest'
import type { Device } from '../../src/ingest/device.js'
import { openDevices } from '../../src/ingest/device-registry.js'
import { memoryDocuments } from './memory-store.js'

const begin = ({ adopt = false, disk = new Map<string, string>() } = {}) => {
  const { documents, state } = memoryDocuments(disk)
  const time = { now: 1_000_000 }
  let seed = 0
  const devices = openDevices({
    documents,
    hasUser: (user) => user === 'me' || user === 'you',
    adopt,
    random: (buffer) => {
      seed += 1
      return buffer.fill(seed)
    },
    clock: () => time.now,
  })
  const written = () => documents.get('device', 'watch') as Partial<Device> & { hash?: string }
  return { devices, time, disk, state, written }
}

describe('registering a device', () => {
  it('answers with a credential that works, and keeps only its hash', async () => {
    const { devices, disk } = begin()
    const { device, username, password } = await devices.add('watch', 'me')
    expect({ device, username }).toEqual({ device: 'watch', username: 'watch' })
    expect(password).toMatch(/^[\w-]{32}$/)
    expect(devices.authenticate('watch', password)).toBe(true)
    expect([...disk.values()].join()).not.toContain(password)
    expect(JSON.stringify(devices.all())).not.toContain('hash')
  })

  it('holds after a restart', async () => {
    const { devices, disk } = begin()
    const { password } = await devices.add('watch', 'me')
    const again = begin({ disk }).devices
    expect(again.authenticate('watch', password)).toBe(true)
    expect(again.get('watch')).toMatchObject({ user: 'me', registered: true, status: 'unknown' })
  })

  it.each([
    ['watch', 'wrong'],
    ['watch', ''],
    ['ring', 'wrong'],
    ['known', ''],
    ['__proto__', 'wrong'],
  ])('gives %s no way in with %j', async (username, password) => {
    const { devices } = begin()
    await devices.add('watch')
    await devices.introduce('known', {})
    expect(devices.authenticate(username, password)).toBe(false)
  })

  it('happens once', async () => {
    const { devices } = begin()
    await devices.add('watch')
    await expect(devices.add('watch')).rejects.toMatchObject({ code: 'conflict' })
  })

  it('takes in a device that is known by its birth', async () => {
    const { devices } = begin()
    await devices.introduce('watch', { name: 'Forerunner' })
    await devices.add('watch', 'me')
    expect(devices.get('watch')).toMatchObject({ name: 'Forerunner', user: 'me', registered: true })
  })

  it.each([
    ['Watch', undefined, 'invalidArgument'],
    ['a/b', undefined, 'invalidArgument'],
    ['', undefined, 'invalidArgument'],
    ['watch', 'nobody', 'notFound'],
  ])('refuses %j of %j', async (device, user, code) => {
    const { devices } = begin()
    await expect(devices.add(device, user)).rejects.toMatchObject({ code })
    expect(devices.all()).toEqual([])
  })

  it('leaves nothing behind when it cannot be written', async () => {
    const { devices, state } = begin()
    state.fails = true
    await expect(devices.add('watch')).rejects.toMatchObject({ code: 'databaseInaccessible' })
    expect(devices.get('watch')).toBeUndefined()
  })

  it('ends when the device is forgotten', async () => {
    const { devices, disk } = begin()
    const { password } = await devices.add('watch')
    await devices.forget('watch')
    expect(devices.authenticate('watch', password)).toBe(false)
    expect(begin({ disk }).devices.all()).toEqual([])
    await expect(devices.forget('watch')).rejects.toMatchObject({ code: 'notFound' })
  })
})

describe('a birth', () => {
  it('makes an unknown device known, without an owner', async () => {
    const { devices } = begin()
    const device = await devices.introduce('watch', { model: 'F1', types: ['heartRate'], user: 'me' })
    expect(device).toEqual({
      id: 'watch',
      transport: 'mqtt',
      status: 'unknown',
      registered: false,
      model: 'F1',
      types: ['heartRate'],
    })
  })

  it('names the owner where adoption is on and the user exists', async () => {
    const { devices } = begin({ adopt: true })
    expect(await devices.introduce('watch', { user: 'me' })).toMatchObject({ user: 'me' })
    expect((await devices.introduce('ring', { user: 'nobody' })).user).toBeUndefined()
  })

  it('never takes a device from its owner', async () => {
    const { devices } = begin({ adopt: true })
    await devices.add('watch', 'you')
    expect(await devices.introduce('watch', { user: 'me' })).toMatchObject({ user: 'you' })
  })

  it('is written only when it says something new', async () => {
    const { devices, state } = begin()
    await devices.introduce('watch', { firmware: '1.0', model: 'F1' })
    state.fails = true
    await devices.introduce('watch', { firmware: '1.0' })
    await expect(devices.introduce('watch', { firmware: '1.1' })).rejects.toThrow('full')
    expect(devices.get('watch')).toMatchObject({ firmware: '1.0', model: 'F1' })
  })
})

describe('assigning', () => {
  it('needs a known device and a user', async () => {
    const { devices } = begin()
    await expect(devices.assign('watch', 'me')).rejects.toMatchObject({ code: 'notFound' })
    await devices.introduce('watch', {})
    await expect(devices.assign('watch', 'nobody')).rejects.toMatchObject({ code: 'notFound' })
    expect(await devices.assign('watch', 'you')).toMatchObject({ user: 'you' })
  })
})

describe('what is noticed', () => {
  it('shows at once and is written once a minute', async () => {
    const { devices, time, written } = begin()
    await devices.introduce('watch', {})
    devices.notice('watch', { lastSeen: 1 })
    await vi.waitFor(() => expect(written()).toMatchObject({ lastSeen: 1 }))
    time.now += 59_999
    devices.notice('watch', { lastSeen: 2 })
    expect(devices.get('watch')?.lastSeen).toBe(2)
    time.now += 1
    devices.notice('watch', { lastSeen: 3 })
    await vi.waitFor(() => expect(written()).toMatchObject({ lastSeen: 3 }))
  })

  it('is told to listeners when it is news', async () => {
    const { devices } = begin()
    await devices.introduce('watch', {})
    devices.notice('watch', { lastSeen: 1 })
    const heard: Device[] = []
    const end = devices.subscribe((device) => heard.push(device))
    devices.notice('watch', { lastSeen: 2 })
    devices.notice('watch', { status: 'online' })
    devices.notice('watch', { status: 'online', battery: 87 })
    end()
    devices.notice('watch', { status: 'offline' })
    expect(heard.map(({ status, battery }) => [status, battery])).toEqual([
      ['online', undefined],
      ['online', 87],
    ])
  })

  it('survives a disk that is full, and an unknown device', async () => {
    const { devices, state } = begin()
    await devices.introduce('watch', {})
    state.fails = true
    devices.notice('watch', { lastSeen: 9 })
    devices.notice('ring', { lastSeen: 9 })
    await Promise.resolve()
    expect(devices.get('watch')?.lastSeen).toBe(9)
    expect(devices.get('ring')).toBeUndefined()
  })
})

describe('a Bluetooth sensor', () => {
  const strap = { device: 'strap', address: 'C0:FF:EE:00:00:01', settings: { wheelCircumference: 2_096 } }

  it('is known after a restart, with what was said about it', async () => {
    const { devices, disk } = begin()
    await devices.pair(strap, { name: 'HRM', user: 'me' })
    await devices.configure('strap', { control: true })
    expect(begin({ disk }).devices.get('strap')).toMatchObject({
      ...{ id: 'strap', transport: 'ble', user: 'me', name: 'HRM', registered: false },
      sensor: { address: strap.address, settings: { control: true } },
    })
  })

  it('keeps what is known of it when settings of another version are not', async () => {
    const settings = { wheelCircumference: 9, control: true, colour: 'red' }
    const record = { id: 'strap', transport: 'ble', status: 'online', sensor: { address: strap.address, settings } }
    const { devices } = begin({ disk: new Map([[JSON.stringify(['device', 'strap']), JSON.stringify(record)]]) })
    expect(devices.get('strap')?.sensor).toEqual({ address: strap.address, settings: { control: true } })
  })

  it('has one name, and a name has one sensor', async () => {
    const { devices } = begin()
    await devices.pair(strap, {})
    const conflict = { code: 'conflict' }
    await expect(devices.pair({ ...strap, device: 'other' }, {})).rejects.toMatchObject(conflict)
    await expect(devices.pair({ ...strap, address: 'C0:FF:EE:00:00:02' }, {})).rejects.toMatchObject(conflict)
    await expect(devices.add('strap')).rejects.toMatchObject(conflict)
    await devices.add('watch')
    await expect(devices.pair({ ...strap, device: 'watch' }, {})).rejects.toMatchObject(conflict)
  })

  it('needs an owner that exists', async () => {
    const { devices } = begin()
    await expect(devices.pair(strap, { user: 'nobody' })).rejects.toMatchObject({ code: 'notFound' })
    expect(devices.all()).toEqual([])
  })

  it('is the only device with settings', async () => {
    const { devices } = begin()
    await devices.add('watch')
    const refused = { code: 'invalidArgument', errors: [{ pointer: '/settings' }] }
    await expect(devices.configure('watch', {})).rejects.toMatchObject(refused)
  })
})
