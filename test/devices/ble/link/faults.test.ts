import { describe, expect, it } from 'vitest'
import type { RadioErrorCode } from '../../../../devices/ble/radio/radio-error.js'
import { adapter, bytesOf, openStage, openStreaming, type Stage, strap } from './stage.js'

const once = (stage: Stage): void => {
  expect(stage.heard.values.map(({ value }) => value)).toEqual(stage.sent)
  expect(stage.radio.violations).toEqual([])
}

describe('a link that is lost', () => {
  it.each<[string, (stage: Stage) => Promise<unknown> | unknown]>([
    ['the link dropped', ({ radio }) => radio.drop(strap)],
    [
      'out of range for ten seconds',
      async ({ radio, time, sensor }) => {
        sensor().advertising = false
        radio.drop(strap)
        await time.advance(10_000)
        sensor().advertising = true
      },
    ],
    [
      'out of range for a minute, and forgotten meanwhile',
      async ({ radio, time, sensor }) => {
        sensor().advertising = false
        radio.drop(strap)
        await time.advance(30_000)
        radio.vanish(strap)
        await time.advance(30_000)
        sensor().advertising = true
      },
    ],
    [
      'refused three times',
      ({ radio, sensor }) => {
        sensor().refusals = 3
        radio.drop(strap)
      },
    ],
    [
      'the adapter pulled out and put in again',
      async ({ radio, time, state }) => {
        radio.unplug(adapter)
        await time.advance(20_000)
        expect(state()).toBe('waitingForAdapter')
        radio.plug(adapter)
      },
    ],
    [
      'bluetoothd gone and back',
      async ({ radio, time, state, bluetooth }) => {
        radio.goAway()
        await time.advance(5_000)
        expect(state()).toBe('waitingForAdapter')
        expect(bluetooth.state()).toMatchObject({ ok: false, reason: expect.stringContaining('systemctl') })
        radio.comeBack()
      },
    ],
    [
      'the adapter off and on',
      async ({ radio, time }) => {
        radio.power(adapter, false)
        await time.advance(5_000)
        radio.power(adapter, true)
      },
    ],
    ['the machine asleep', ({ time }) => time.sleep(3_600_000)],
  ])('%s: streams again, and every value comes once', async (_, fault) => {
    const stage = await openStreaming()
    await fault(stage)
    await stage.time.advance(2_000)
    await stage.until('streaming', undefined, 45_000)
    await stage.time.advance(3_000)
    expect(stage.state()).toBe('streaming')
    once(stage)
  })

  it('does not think that a link survived the sleep of the machine', async () => {
    const stage = await openStreaming()
    stage.time.sleep(60_000)
    await stage.time.advance(1_100)
    expect(['disconnecting', 'waiting']).toContain(stage.state())
  })

  it('takes its time with a sensor that is away for a night, and writes little of it', async () => {
    const stage = await openStreaming()
    stage.sensor().advertising = false
    stage.radio.drop(strap)
    await stage.time.advance(3_600_000)
    const lines = stage.log.lines.length
    const connects = stage.radio.connects
    await stage.time.advance(7 * 3_600_000)
    expect(stage.log.lines.length).toBe(lines)
    expect(stage.radio.connects).toBe(connects)
    expect(stage.status()).toMatchObject({ state: 'searching', lastError: { code: 'peripheralGone' } })
    stage.sensor().advertising = true
    await stage.until('streaming', undefined, 45_000)
  })
})

describe('a step that does not end', () => {
  it('gives up a connect that never returns, and the next one succeeds', async () => {
    const stage = openStage()
    const sensor = stage.own()
    sensor.connectHangs = true
    stage.play()
    await stage.until('connecting')
    await stage.until('waiting', undefined, 40_000)
    expect(stage.status().lastError).toMatchObject({ code: 'timeout' })
    sensor.connectHangs = false
    await stage.until('streaming', undefined, 10_000)
    once(stage)
  })

  it('gives up services that never become known, and ends the link', async () => {
    const stage = openStage()
    const sensor = stage.own(strap, {}, { neverResolves: true })
    await stage.until('resolving')
    await stage.until('waiting', undefined, 40_000)
    expect(stage.radio.linksOf(strap)).toEqual([])
    sensor.neverResolves = false
    stage.play()
    await stage.until('streaming', undefined, 10_000)
  })

  it('goes on when even the disconnect never returns', async () => {
    const stage = openStage()
    const sensor = stage.own(strap, {}, { neverResolves: true, disconnectHangs: true })
    await stage.until('disconnecting', undefined, 60_000)
    await stage.until('waiting', undefined, 10_000)
    sensor.neverResolves = false
    sensor.disconnectHangs = false
    stage.radio.drop(strap)
    stage.play()
    await stage.until('streaming', undefined, 20_000)
  })

  it('connects to a peripheral that vanishes when scanning ends', async () => {
    const stage = openStage()
    stage.own(strap, {}, { vanishes: true })
    stage.play()
    await stage.until('streaming', undefined, 20_000)
    once(stage)
  })

  it('is told of the second link when the first attempt comes true too late', async () => {
    const stage = openStage()
    const sensor = stage.own(strap, {}, { connectHangs: true })
    await stage.until('waiting', undefined, 60_000)
    sensor.connectHangs = false
    // The attempt that was given up made a link after all, so that the sensor advertises no more.
    stage.radio.linkByOther(adapter, strap)
    const connects = stage.radio.connects
    stage.play()
    await stage.until('streaming', undefined, 10_000)
    expect(stage.radio.connects).toBe(connects)
    once(stage)
  })
})

describe('a link that is of no use', () => {
  it('withholds values after five seconds without any, and makes the link anew after seventeen', async () => {
    const stage = await openStreaming()
    const last = stage.status().lastData ?? 0
    stage.sensor().muted = true
    await stage.until('stale', undefined, 6_000)
    expect(stage.status().since - last).toBe(5_000)
    await stage.until('waiting', undefined, 14_000)
    expect(stage.status().since - last).toBe(17_000)
    stage.sensor().muted = false
    await stage.until('streaming', undefined, 5_000)
    expect(stage.bluetooth.figures()).toMatchObject({ gaps: 1, reconnects: 1 })
    once(stage)
  })

  it('keeps the link of a strap that is on the table, and says that it is stale', async () => {
    const stage = await openStreaming()
    stage.sensor().muted = true
    for (let second = 0; second < 60; second += 1) {
      stage.radio.notify(strap, '2A37', Uint8Array.of(0))
      await stage.time.advance(1_000)
    }
    expect(stage.status()).toMatchObject({ state: 'stale', reconnects: 0, rejected: 60 })
  })

  it('waits half a minute for the first heart rate', async () => {
    const stage = openStage()
    stage.own(strap, {}, { muted: true })
    await stage.until('subscribing')
    await stage.time.advance(29_000)
    expect(stage.state()).toBe('subscribing')
    await stage.time.advance(2_000)
    expect(stage.state()).toBe('stale')
    await stage.until('waiting', undefined, 31_000)
  })

  it.each<[RadioErrorCode, string]>([
    ['heldElsewhere', 'waiting'],
    ['timeout', 'waiting'],
    ['refusedBySensor', 'waiting'],
  ])('tries again when subscribing fails: %s', async (code, state) => {
    const stage = openStage()
    const sensor = stage.own(strap, {}, { notifyFault: code })
    await stage.time.advance(10_000)
    await stage.until(state as 'waiting')
    expect(stage.status().lastError).toMatchObject({ code })
    sensor.notifyFault = undefined
    stage.play()
    await stage.until('streaming', undefined, 60_000)
  })

  it.each<RadioErrorCode>(['notSupported', 'authenticationFailed'])(
    'waits for a person after three times %s',
    async (code) => {
      const stage = openStage()
      const sensor = stage.own(strap, {}, { notifyFault: code })
      await stage.until('failed', undefined, 60_000)
      const connects = stage.radio.connects
      await stage.time.advance(600_000)
      expect(stage.radio.connects).toBe(connects)
      sensor.notifyFault = undefined
      stage.play()
      stage.bluetooth.change('sensor-0001', { bond: true })
      await stage.until('streaming', undefined, 10_000)
      expect(sensor.paired).toBe(true)
    },
  )

  it('does not take another sensor under the same address', async () => {
    const stage = await openStreaming()
    stage.sensor().advertising = false
    stage.radio.drop(strap)
    const other = stage.own('C0:FF:EE:00:00:02')
    Object.assign(stage.sensor(), {
      advertising: true,
      characteristics: other.characteristics.map((each) =>
        each.uuid === '2A25' ? { ...each, value: new TextEncoder().encode('S2') } : each,
      ),
    })
    const values = stage.heard.values.filter(({ device }) => device === 'sensor-0001').length
    await stage.until('failed', undefined, 60_000)
    await stage.time.advance(60_000)
    expect(stage.status().lastError?.detail).toContain('serial number')
    expect(stage.heard.values.filter(({ device }) => device === 'sensor-0001').length).toBe(values)
  })
})

describe('late words of an earlier attempt', () => {
  it('change nothing', async () => {
    const stage = await openStreaming()
    const [peripheral] = stage.radio.peripherals()
    expect(peripheral).toBeDefined()
    const handle = `${peripheral?.id}/0`
    stage.radio.drop(strap)
    const before = stage.heard.values.length
    // A value that was under way when the link dropped.
    stage.radio.notify(strap, '2A37', bytesOf(999))
    expect([stage.heard.values.length, handle]).toEqual([before, `${adapter}/${strap}/0`])
    await stage.until('streaming', undefined, 5_000)
    once(stage)
  })

  it('forgets a peripheral that refuses five times although it is near, unless it is paired', async () => {
    for (const paired of [false, true]) {
      const stage = openStage()
      const sensor = stage.own(strap, {}, { refusals: 6, paired })
      let gone = 0
      stage.radio.subscribe(({ type }) => {
        if (type === 'gone') gone += 1
      })
      stage.play()
      await stage.until('streaming', undefined, 120_000)
      expect([gone, sensor.refusals]).toEqual([paired ? 0 : 1, 0])
    }
  })
})
