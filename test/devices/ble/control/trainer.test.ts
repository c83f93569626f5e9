import { describe, expect, it } from 'vitest'
import type { TrainerCommand } from '../../../../devices/ble/bluetooth.js'
import { strap } from '../link/stage.js'
import { device, octets, openTrainer, type TrainerStage, trainer } from './stage-trainer.js'

const order = async ({ bluetooth, time }: TrainerStage, command: TrainerCommand): Promise<unknown> => {
  const asked = bluetooth.control(device, command).then(
    () => 'agreed',
    (error: unknown) => error,
  )
  await time.advance(1_000)
  return asked
}

describe('a trainer is asked', () => {
  it.each<[TrainerCommand, string]>([
    [{ mode: 'erg', targetPower: 200 }, '05c800'],
    [{ mode: 'erg', targetPower: 202 }, '05c800'],
    [{ mode: 'resistance', level: 12 }, '047800'],
    [{ mode: 'simulation', grade: -1.5 }, '1100006aff2833'],
    [{ mode: 'simulation', grade: 4, windSpeed: 2, rollingResistance: 0.005, windResistance: 0.4 }, '11d00790013228'],
  ])('%o, after it was asked for control', async (command, request) => {
    const stage = await openTrainer()
    expect(await order(stage, command)).toBe('agreed')
    expect(stage.written()).toEqual(['00', request])
    await order(stage, command)
    expect(stage.written()).toEqual(['00', request, request])
  })

  it('to be free again, and then nothing is wished of it', async () => {
    const stage = await openTrainer()
    await order(stage, { mode: 'erg', targetPower: 150 })
    expect(stage.bluetooth.trainer(device)).toEqual({
      command: { mode: 'erg', targetPower: 150 },
      power: { minimum: 25, maximum: 800, increment: 5 },
      resistance: { minimum: 0, maximum: 100, increment: 1 },
    })
    expect(await order(stage, { mode: 'free' })).toBe('agreed')
    expect(stage.written().at(-1)).toBe('01')
    expect(stage.bluetooth.trainer(device)?.command).toBeUndefined()
  })

  it('for no more than it can do, and told its range', async () => {
    const stage = await openTrainer()
    expect(await order(stage, { mode: 'erg', targetPower: 900 })).toMatchObject({
      code: 'invalidArgument',
      message: 'targetPower must be 25 to 800 W',
      errors: [{ pointer: '/targetPower' }],
    })
    expect(stage.written()).toEqual([])
  })

  it('only when its settings allow it', async () => {
    const stage = await openTrainer(trainer(), {})
    expect(await order(stage, { mode: 'erg', targetPower: 200 })).toMatchObject({ code: 'authorizationDenied' })
    expect(stage.written()).toEqual([])
  })

  it('once for what comes while it is busy: the newest wins', async () => {
    const stage = await openTrainer()
    const all = [100, 110, 120, 130].map((targetPower) => stage.bluetooth.control(device, { mode: 'erg', targetPower }))
    await stage.time.advance(1_000)
    await Promise.all(all)
    expect(stage.written()).toEqual(['00', '056400', '058200'])
  })
})

describe('a trainer that does not agree', () => {
  it.each([
    [2, 'invalidArgument'],
    [3, 'invalidArgument'],
    [4, 'conflict'],
    [5, 'authorizationDenied'],
    [9, 'conflict'],
  ])('with result %i is an error, and the wish before it stands', async (result, code) => {
    const refuse = (request: Uint8Array): Uint8Array =>
      Uint8Array.of(0x80, request[0] ?? 0, request[0] === 0 ? 1 : result)
    const stage = await openTrainer(trainer(refuse))
    expect(await order(stage, { mode: 'erg', targetPower: 200 })).toMatchObject({ code })
    expect(stage.bluetooth.trainer(device)?.command).toBeUndefined()
  })

  it('and never answers loses its link after half a minute', async () => {
    const stage = await openTrainer(trainer(() => undefined))
    const asked = stage.bluetooth.control(device, { mode: 'erg', targetPower: 200 }).catch((error: unknown) => error)
    await stage.time.advance(29_900)
    expect(stage.status().reconnects).toBe(0)
    await stage.time.advance(200)
    expect(await asked).toMatchObject({ code: 'noData' })
    await stage.until('streaming', undefined, 5_000)
    expect(stage.status().reconnects).toBe(1)
  })

  it('because control was taken from it is asked for control again', async () => {
    const stage = await openTrainer()
    await order(stage, { mode: 'erg', targetPower: 200 })
    stage.radio.notify(strap, '2ADA', octets('ff'))
    await order(stage, { mode: 'erg', targetPower: 210 })
    expect(stage.written()).toEqual(['00', '05c800', '00', '05d200'])
  })
})

describe('when the link of a trainer drops', () => {
  it('it is asked for the last wish again', async () => {
    const stage = await openTrainer()
    await order(stage, { mode: 'erg', targetPower: 200 })
    stage.radio.drop(strap)
    await stage.until('streaming', undefined, 5_000)
    await stage.time.advance(1_000)
    expect(stage.written()).toEqual(['00', '05c800', '00', '05c800'])
  })

  it('what was refused meanwhile is not asked for then', async () => {
    const stage = await openTrainer()
    await order(stage, { mode: 'erg', targetPower: 200 })
    stage.radio.drop(strap)
    expect(await order(stage, { mode: 'erg', targetPower: 250 })).toBeDefined()
    await stage.until('streaming', undefined, 5_000)
    await stage.time.advance(1_000)
    expect(stage.written().at(-1)).toBe('05c800')
  })

  it('an answer that is awaited is not awaited any longer', async () => {
    const stage = await openTrainer(trainer(() => undefined))
    const asked = stage.bluetooth.control(device, { mode: 'erg', targetPower: 200 }).catch((error: unknown) => error)
    await stage.time.advance(100)
    stage.radio.drop(strap)
    await stage.time.advance(10)
    expect(await asked).toMatchObject({ code: 'noData' })
  })

  it('nothing is asked of it once control is not allowed any more', async () => {
    const stage = await openTrainer()
    await order(stage, { mode: 'erg', targetPower: 200 })
    stage.bluetooth.change(device, {})
    await stage.time.advance(1_000)
    expect(stage.written().at(-1)).toBe('01')
    stage.radio.drop(strap)
    await stage.until('streaming', undefined, 5_000)
    await stage.time.advance(1_000)
    expect(stage.written()).toEqual(['00', '05c800', '01'])
  })
})

describe('a power meter', () => {
  const meter = (answer: string) => [
    { service: '1818', uuid: '2A37', flags: ['notify'] },
    { service: '1818', uuid: '2A66', flags: ['write', 'indicate'], answer: () => octets(answer) },
  ]
  const zero = async (answer: string): Promise<unknown> => {
    const stage = await openTrainer(meter(answer), {})
    const asked = stage.bluetooth.zeroOffset(device).catch((error: unknown) => error)
    await stage.time.advance(1_000)
    expect(stage.written()).toEqual(['0c'])
    return asked
  }

  it.each([
    ['200c01feff', -2],
    ['200c010a00', 10],
    ['200c01ffff', undefined],
    ['200c01', undefined],
  ])('that answers %s has the offset %s', async (answer, offset) => {
    expect(await zero(answer)).toBe(offset)
  })

  it('that fails says what to do', async () => {
    expect(await zero('200c04')).toMatchObject({ code: 'conflict', message: expect.stringContaining('unloaded') })
  })
})

describe('a trainer of Wahoo without FTMS', () => {
  const kickr = [
    { service: '1818', uuid: '2A37', flags: ['notify'] },
    {
      service: '1818',
      uuid: 'a026e005-0a7d-4ab3-97fa-f1500f9feb8b',
      flags: ['write', 'indicate'],
      answer: (request: Uint8Array) => Uint8Array.of(1, request[0] ?? 0),
    },
  ]

  it('is unlocked once, then asked', async () => {
    const stage = await openTrainer(kickr)
    expect(await order(stage, { mode: 'erg', targetPower: 200 })).toBe('agreed')
    expect(await order(stage, { mode: 'resistance', level: 3 })).toBe('agreed')
    expect(stage.written()).toEqual(['20eefc', '42c800', '4103'])
  })
})
