import { describe, expect, it } from 'vitest'
import type { BluetoothEvent } from '../../../../devices/ble/bluetooth.js'
import { backoff } from '../../../../devices/ble/link/limits.js'
import { adapter, openStage, strap } from './stage.js'

const second = 'AA:00:00:00:00:02'
const others = ['C0:FF:EE:00:00:02', 'C0:FF:EE:00:00:03', 'C0:FF:EE:00:00:04']

describe('two adapters', () => {
  it('connect with the one that hears the sensor best', async () => {
    const stage = openStage()
    stage.radio.addAdapter(second)
    stage.own(
      strap,
      {},
      {
        rssi: new Map([
          [adapter, -90],
          [second, -50],
        ]),
      },
    )
    stage.play()
    await stage.until('streaming')
    expect(stage.status().adapter).toBe(second)
  })

  it('share sensors that both hear alike', async () => {
    const stage = openStage()
    stage.radio.addAdapter(second)
    for (const address of [strap, ...others]) stage.own(address)
    stage.play()
    await stage.time.advance(10_000)
    const used = stage.bluetooth.sensors().map((each) => each.adapter)
    expect(used.filter((each) => each === adapter)).toHaveLength(2)
    expect(used.filter((each) => each === second)).toHaveLength(2)
    expect(stage.radio.violations).toEqual([])
  })

  it('take over from each other', async () => {
    const stage = openStage()
    stage.radio.addAdapter(second)
    stage.own(
      strap,
      {},
      {
        rssi: new Map([
          [adapter, -50],
          [second, -70],
        ]),
      },
    )
    stage.play()
    await stage.until('streaming')
    stage.radio.unplug(adapter)
    await stage.until('streaming', undefined, 10_000)
    expect(stage.status().adapter).toBe(second)
  })

  it('leave a sensor alone that belongs to one of them, or when one alone may be used', async () => {
    const stage = openStage({ policy: { adapter: second, autoPowerOn: false } })
    stage.own()
    await stage.time.advance(10_000)
    expect(stage.state()).toBe('waitingForAdapter')
    expect(stage.bluetooth.state().ok).toBe(false)
    stage.radio.addAdapter(second)
    stage.play()
    await stage.until('streaming', undefined, 10_000)
    expect([stage.status().adapter, stage.radio.scanOf(adapter)]).toEqual([second, 'off'])
  })
})

describe('an adapter that is off', () => {
  it('stays off unless it may be switched on', async () => {
    for (const autoPowerOn of [false, true]) {
      const stage = openStage({ policy: { autoPowerOn } })
      stage.own()
      stage.radio.power(adapter, false)
      await stage.time.advance(3_000)
      expect(stage.radio.adapters()[0]?.powered).toBe(autoPowerOn)
    }
  })
})

describe('a link made by another program', () => {
  it('is adopted', async () => {
    const stage = openStage()
    stage.own()
    stage.radio.sensor(strap).advertising = false
    await stage.time.advance(3_000)
    stage.radio.sensor(strap).advertising = true
    await stage.time.advance(10)
    stage.radio.drop(strap)
    stage.play()
    await stage.until('streaming', undefined, 10_000)
    const connects = stage.radio.connects
    stage.bluetooth.change('sensor-0001', { broadcastOnly: true })
    await stage.until('listening')
    stage.radio.linkByOther(adapter, strap)
    await stage.time.advance(1_000)
    expect(stage.state()).toBe('listening')
    stage.bluetooth.change('sensor-0001', {})
    await stage.until('streaming', undefined, 10_000)
    expect(stage.radio.connects).toBe(connects)
  })
})

describe('the engine', () => {
  it('hears of every state of a sensor, in order', async () => {
    const stage = openStage()
    const states: string[] = []
    stage.bluetooth.subscribe((event: BluetoothEvent) => {
      if (event.type === 'sensor' && states.at(-1) !== event.sensor.state) states.push(event.sensor.state)
    })
    stage.own()
    stage.play()
    await stage.until('streaming')
    expect(states).toEqual(['searching', 'connecting', 'resolving', 'subscribing', 'streaming'])
    const logged = stage.log.lines.filter(({ to }) => to !== undefined)
    expect(logged.map(({ to }) => to)).toEqual(states)
    expect(JSON.stringify(stage.log.lines)).not.toContain('"value"')
  })

  it('reads the charge every half hour when nobody tells it', async () => {
    const stage = openStage()
    const sensor = stage.own()
    stage.play()
    await stage.until('streaming')
    await stage.time.advance(1_000)
    const battery = sensor.characteristics.find(({ uuid }) => uuid === '2A19')
    if (battery) battery.value = Uint8Array.of(70)
    await stage.time.advance(31 * 60_000)
    expect(stage.heard.batteries).toEqual([80, 70])
    if (battery) battery.value = Uint8Array.of(80)
  })

  it('loses no memory to a store that hangs: what does not fit is counted', async () => {
    const refused: string[] = []
    const stage = openStage({
      handlers: {
        samples: () => new Promise(() => undefined),
        facts: async () => undefined,
        status: () => undefined,
        battery: () => undefined,
        refused: (reason, readings) => void refused.push(`${reason} ${readings}`),
      },
    })
    stage.own()
    stage.play()
    await stage.until('streaming')
    await stage.time.advance(600_000)
    expect(stage.bluetooth.figures()).toMatchObject({ pending: 512, sensorsStreaming: 1 })
    expect(refused.length).toBe(stage.sent.length - 512)
    expect(new Set(refused)).toEqual(new Set(['queueFull 1']))
    expect(stage.status().rejected).toBe(refused.length)
  })

  it('lets a sensor go, and takes it again', async () => {
    const stage = openStage()
    stage.own()
    stage.play()
    await stage.until('streaming')
    const gone = stage.bluetooth.remove('sensor-0001')
    await stage.time.advance(100)
    await gone
    expect([stage.bluetooth.sensors(), stage.radio.linksOf(strap)]).toEqual([[], []])
    expect(() => stage.bluetooth.change('sensor-0001', {})).toThrow('sensor-0001')
    stage.own()
    await stage.until('streaming', undefined, 10_000)
    expect(() => stage.own()).toThrow('already')
  })

  it('closes within five seconds although nothing answers', async () => {
    const stage = openStage()
    const sensor = stage.own()
    stage.play()
    await stage.until('streaming')
    sensor.disconnectHangs = true
    let closed = false
    void stage.bluetooth.close().then(() => {
      closed = true
    })
    await stage.time.advance(5_000)
    expect(closed).toBe(true)
    await stage.time.advance(10_000)
    expect(stage.radio.listeners()).toBe(0)
  })
})

describe('the wait between attempts', () => {
  it('doubles up to a minute, spread by a fifth, and is ten seconds at most while a workout runs', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 99].map((failures) => backoff(failures, false, 0.5) / 1_000)).toEqual([
      1, 2, 4, 8, 15, 30, 60, 60,
    ])
    expect([backoff(3, false, 0), backoff(3, false, 1)]).toEqual([3_200, 4_800])
    expect([backoff(99, true, 1), backoff(2, true, 0.5)]).toEqual([10_000, 2_000])
  })
})
