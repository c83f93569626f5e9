import { describe, expect, it } from 'vitest'
import { reachedDevices } from '../../src/engine/reached-devices.js'
import { openDevices } from '../../src/ingest/device-registry.js'
import { openMemoryStore } from '../../src/store/open-store.js'

const clock = () => 0
const random = (bytes: Uint8Array) => bytes.fill(7)
const strap = { device: 'strap', address: 'C0:FF:EE:00:00:01', settings: {} }

/** Devices, and what was done about them. */
const begin = () => {
  const done: unknown[][] = []
  const { documents } = openMemoryStore({ clock, random })
  const devices = openDevices({ documents, hasUser: (user) => user === 'me', adopt: false, random, clock })
  const reached = reachedDevices(devices, {
    link: { disconnect: (device) => void done.push(['disconnect', device]) },
    bluetooth: {
      add: (sensor) => void done.push(['add', sensor]),
      change: (device, settings) => void done.push(['change', device, settings]),
      remove: async (device) => void done.push(['remove', device]),
    },
    sensors: { flush: async () => void done.push(['flush', devices.get('strap') !== undefined]) },
  })
  return { reached, done }
}

describe('what is decided about a sensor', () => {
  it('has its effect at once', async () => {
    const { reached, done } = begin()
    await reached.pair(strap, { user: 'me' })
    await reached.configure('strap', { control: true })
    await reached.pair({ ...strap, settings: { control: false } }, {})
    await reached.forget('strap')
    expect(done).toEqual([
      ['add', strap],
      ['change', 'strap', { control: true }],
      ['change', 'strap', { control: false }],
      ['flush', true],
      ['disconnect', 'strap'],
      ['remove', 'strap'],
    ])
  })

  it('and is refused has none', async () => {
    const { reached, done } = begin()
    await expect(reached.pair(strap, { user: 'nobody' })).rejects.toThrow('no such user')
    await expect(reached.configure('strap', {})).rejects.toThrow('no such device')
    expect(done).toEqual([])
  })
})
