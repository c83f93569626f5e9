import { afterEach, describe, expect, it } from 'vitest'
import { handleOf, openTrial, type RadioTrial } from '../devices/ble/bluez/radio-trial.js'

let trial: RadioTrial
afterEach(() => trial.close())

describe('when an operation does not end', () => {
  it('gives an attempt to connect up after its limit, and makes the next', async () => {
    trial = await openTrial()
    await trial.hear()
    trial.device.hang(1)
    await expect(trial.radio.connect(trial.id)).rejects.toMatchObject({ code: 'timeout' })
    expect(trial.bluez.figures().calls.Disconnect).toBe(1)
    await trial.radio.connect(trial.id)
    expect(trial.peripheral()?.connected).toBe(true)
  })

  it('gives a call up that is never answered, and can be asked again', async () => {
    trial = await openTrial()
    const handle = handleOf(await trial.connect(), '2A38')
    trial.bluez.swallow('ReadValue', 1)
    await expect(trial.radio.read(handle)).rejects.toMatchObject({ code: 'timeout' })
    expect(await trial.radio.read(handle)).toEqual(Uint8Array.of(1))
    expect(trial.radio.figures()).toMatchObject({ timeouts: 1, rejectionsTimeout: 1, callsInFlight: 0 })
  })

  it('has no services while they are never resolved', async () => {
    trial = await openTrial()
    trial.device.resolve('never')
    await trial.hear()
    await trial.radio.connect(trial.id)
    expect(trial.peripheral()).toMatchObject({ connected: true, resolved: false })
    await expect(trial.radio.characteristics(trial.id)).rejects.toMatchObject({ code: 'notConnected' })
    await trial.radio.disconnect(trial.id)
    expect(trial.told('resolved')).toBe(0)
  })

  it('walks again when services are resolved before they are there', async () => {
    trial = await openTrial()
    trial.device.resolve('beforeObjects')
    expect(await trial.connect()).toHaveLength(5)
  })

  it('ends an attempt when it is told to', async () => {
    trial = await openTrial()
    const { radio, id } = trial
    await trial.hear()
    trial.device.hang(1)
    const attempt = radio.connect(id)
    const ended = expect(attempt).rejects.toMatchObject({ code: 'connectFailed' })
    await expect(radio.connect(id)).rejects.toMatchObject({ code: 'busy' })
    await radio.disconnect(id)
    await ended
  })
})

describe('when the link drops', () => {
  it('says so between the link and its services', async () => {
    trial = await openTrial()
    trial.device.resolve(5_000)
    await trial.hear()
    await trial.radio.connect(trial.id)
    trial.drop()
    await trial.until('disconnected')
    expect(trial.told('resolved')).toBe(0)
    await expect.poll(() => trial.radio.figures().disconnectsRemote).toBe(1)
    trial.device.resolve(0)
    expect(await trial.connect()).toHaveLength(5)
  })

  it('fails what was under way', async () => {
    trial = await openTrial({ limits: { value: 5_000 } })
    const all = await trial.connect()
    const before = trial.bluez.figures().calls.ReadValue ?? 0
    trial.device.slow(60_000)
    const asked = [trial.radio.startNotify(handleOf(all, '2A37')), trial.radio.read(handleOf(all, '2A38'))]
    const rejections = asked.map((each) => expect(each).rejects.toMatchObject({ code: 'notConnected' }))
    await expect.poll(() => trial.bluez.figures().calls.ReadValue).toBe(before + 1)
    trial.drop()
    await Promise.all(rejections)
    expect(trial.radio.figures().callsInFlight).toBe(0)
  })
})

describe('values', () => {
  it('come once each and in order, also 200 in a burst and when asked for from two places at once', async () => {
    trial = await openTrial()
    const handle = handleOf(await trial.connect(), '2A37')
    await Promise.all([trial.radio.startNotify(handle), trial.radio.startNotify(handle)])
    const burst = Array.from({ length: 200 }, (_, at) => Uint8Array.of(0, at))
    trial.device.notify('2A37', burst)
    await trial.until('value', 200)
    expect(trial.values()).toEqual(burst.map((value) => [...value]))
    expect(trial.bluez.figures().calls.StartNotify).toBe(1)
  })

  it('are not trusted to come when nothing notifies behind an InProgress', async () => {
    trial = await openTrial()
    const handle = handleOf(await trial.connect(), '2A37')
    trial.bluez.fail('StartNotify', { type: 'org.bluez.Error.InProgress', text: 'In Progress' }, 1)
    await expect(trial.radio.startNotify(handle)).rejects.toMatchObject({ code: 'timeout' })
    await trial.radio.startNotify(handle)
    await trial.notify('2A37', Uint8Array.of(0, 70))
    await trial.until('value')
  })

  it('go on behind an InProgress when the characteristic notifies', async () => {
    trial = await openTrial()
    const handle = await trial.stream()
    trial.bluez.fail('StopNotify', { type: 'org.bluez.Error.Failed', text: 'No notify session started' }, 1)
    await trial.radio.stopNotify(handle)
    trial.bluez.fail('StartNotify', { type: 'org.bluez.Error.InProgress', text: 'In Progress' }, 1)
    await trial.radio.startNotify(handle)
    await trial.notify('2A37', Uint8Array.of(0, 70))
    await trial.until('value', 2)
  })

  it('that another program holds are said to be held', async () => {
    trial = await openTrial()
    const handle = handleOf(await trial.connect(), '2A37')
    trial.bluez.fail('StartNotify', { type: 'org.bluez.Error.NotPermitted', text: 'Notify acquired' }, 1)
    await expect(trial.radio.startNotify(handle)).rejects.toMatchObject({ code: 'heldElsewhere' })
    await trial.notify('2A37', Uint8Array.of(0, 70))
    expect(trial.values()).toEqual([])
  })
})

describe('a scan for every advertisement', () => {
  it('is begun anew in the background, as one scan', async () => {
    trial = await openTrial({ limits: { renewal: 50 } })
    const { radio, adapter } = trial
    await radio.startScan(adapter, { everyAdvertisement: true })
    await expect.poll(() => trial.bluez.figures().calls.StartDiscovery).toBeGreaterThan(3)
    expect(radio.adapters()[0]?.discovering).toBe(true)
    await radio.stopScan(adapter)
    await expect.poll(() => radio.adapters()[0]?.discovering).toBe(false)
    expect(trial.bluez.figures().discoverySessions).toBe(0)
    expect(trial.told('adapter')).toBe(2)
  })

  it('ends with the power of its adapter', async () => {
    trial = await openTrial({ limits: { renewal: 50 } })
    await trial.radio.startScan(trial.adapter, { everyAdvertisement: true })
    await trial.radio.setPowered(trial.adapter, false)
    await expect.poll(() => trial.radio.adapters()[0]).toMatchObject({ powered: false, discovering: false })
    const before = trial.bluez.figures().calls.StartDiscovery
    await trial.radio.setPowered(trial.adapter, true)
    await trial.hear()
    expect(trial.bluez.figures().calls.StartDiscovery).toBe((before ?? 0) + 1)
  })
})
