import { describe, expect, it } from 'vitest'
import { cyclingPowerMeasurement } from '../../../devices/ble/profiles/fitness/cycling-power.js'
import { cyclingPowerControlPoint } from '../../../devices/ble/profiles/fitness/cycling-power-control-point.js'
import { cscMeasurement } from '../../../devices/ble/profiles/fitness/cycling-speed-and-cadence.js'
import { fitnessMachineControlPoint } from '../../../devices/ble/profiles/machine/control-point.js'
import { indoorBikeData } from '../../../devices/ble/profiles/machine/indoor-bike.js'
import { fitnessMachineStatus } from '../../../devices/ble/profiles/machine/status.js'
import { trainingStatus } from '../../../devices/ble/profiles/machine/training-status.js'
import { createTrainer, type TrainerOptions } from '../../../simulators/peripheral/trainer.js'
import { manualTimers } from '../../../simulators/timers.js'
import { outdoor } from '../../../simulators/workouts/outdoor.js'
import { characteristic, listen } from './listening.js'

const riding = (options: TrainerOptions = { seed: 1, power: 200 }) => {
  const [trainer, timers] = [createTrainer(options), manualTimers(0)]
  trainer.run(timers)
  const records = listen(trainer, '2AD2').values
  return {
    trainer,
    pass: (seconds: number) => timers.pass(seconds * 1000),
    records: () => records.map((value) => indoorBikeData.decode(value).fields),
    /** The mean of the last so many seconds, W. */
    power: (seconds: number) => {
      const last = records.slice(-seconds * 4).map((value) => indoorBikeData.decode(value).fields)
      return last.reduce((sum, fields) => sum + (fields?.instantaneousPowerW ?? 0), 0) / last.length
    },
  }
}

type Ask = Parameters<typeof fitnessMachineControlPoint.encode>[0]

const commanding = (options?: TrainerOptions) => {
  const ride = riding(options)
  const control = characteristic(ride.trainer, '2AD9')
  const { values: answers, end } = listen(ride.trainer, '2AD9')
  const { values: changes } = listen(ride.trainer, '2ADA')
  return {
    ...ride,
    hangUp: end,
    async ask(fields: Ask) {
      await control.write?.(fitnessMachineControlPoint.encode(fields))
      return fitnessMachineControlPoint.decode(answers.at(-1) ?? new Uint8Array()).fields?.result
    },
    changes: () => changes.map((value) => fitnessMachineStatus.decode(value).fields?.event),
  }
}

describe('a trainer', () => {
  it('tells records four times a second, and power, speed and cadence once', () => {
    const { trainer, pass, records } = riding()
    const [power, cadence] = [listen(trainer, '2A63').values, listen(trainer, '2A5B').values]
    pass(10)
    expect(records()).toHaveLength(40)
    expect(power).toHaveLength(10)
    expect(cadence).toHaveLength(10)
    expect(records().at(-1)?.elapsedTimeS).toBe(10)
  })

  it('counts turns of wheel and crank that come to its own speed and cadence', () => {
    const { trainer, pass, records } = riding()
    const values = listen(trainer, '2A5B').values
    pass(120)
    const [first, last] = [values.at(-31), values.at(-1)].map(
      (value) => cscMeasurement.decode(value ?? new Uint8Array()).fields,
    )
    const ticks = ((last?.crankEventTime1024 ?? 0) - (first?.crankEventTime1024 ?? 0) + 65_536) % 65_536
    const cadence = (((last?.crankRevolutions ?? 0) - (first?.crankRevolutions ?? 0)) * 60 * 1024) / ticks
    expect(cadence).toBeCloseTo(records().at(-1)?.instantaneousCadenceRpm ?? 0, -1)
    expect(last?.wheelRevolutions).toBeGreaterThan(100)
  })

  it('is ridden as the workout asks, and not at all where that stops', () => {
    const { pass, power, records } = riding({ seed: 1, workout: outdoor })
    pass(170)
    expect(power(20)).toBeGreaterThan(150)
    pass(25)
    expect(power(10)).toBe(0)
    expect(records().at(-1)?.instantaneousCadenceRpm).toBe(0)
    pass(100)
    expect(power(20)).toBeGreaterThan(150)
  })

  it('tells the same power by both services', () => {
    const { trainer, pass, records } = riding()
    const values = listen(trainer, '2A63').values
    pass(5)
    const power = cyclingPowerMeasurement.decode(values.at(-1) ?? new Uint8Array()).fields?.instantaneousPowerW
    expect(power).toBe(records().at(-1)?.instantaneousPowerW)
  })

  it('sets its zero when it is asked to by one who listens', async () => {
    const { trainer } = riding()
    const control = characteristic(trainer, '2A66')
    expect(() => control.write?.(Uint8Array.of(12))).toThrow(expect.objectContaining({ code: 0x81 }))
    const { values } = listen(trainer, '2A66')
    await control.write?.(Uint8Array.of(12))
    await control.write?.(Uint8Array.of(4, 0, 0))
    expect(values.map((value) => cyclingPowerControlPoint.decode(value).fields)).toMatchObject([
      { requestOpCode: 12, result: 'success', offsetRaw: 12 },
      { requestOpCode: 4, result: 'opCodeNotSupported' },
    ])
  })
})

describe('its control point', () => {
  it('obeys nobody who has not asked for control', async () => {
    const { trainer, ask } = commanding()
    expect(await ask({ action: 'setTargetPower', targetPowerW: 300 })).toBe('controlNotPermitted')
    expect(trainer.resistance()).toEqual({ mode: 'free' })
    expect(await ask({ action: 'requestControl' })).toBe('success')
    expect(await ask({ action: 'setTargetPower', targetPowerW: 300 })).toBe('success')
  })

  it('refuses a write by one who does not listen to the answer', () => {
    const { trainer } = riding()
    expect(() => characteristic(trainer, '2AD9').write?.(Uint8Array.of(0))).toThrow(
      expect.objectContaining({ code: 0x81 }),
    )
  })

  it('holds a target power, and says that it has changed', async () => {
    const { trainer, ask, pass, power, changes } = commanding()
    await ask({ action: 'requestControl' })
    await ask({ action: 'setTargetPower', targetPowerW: 320 })
    const { values } = listen(trainer, '2AD3')
    pass(60)
    expect(power(30)).toBeGreaterThan(300)
    expect(power(30)).toBeLessThan(340)
    expect(changes()).toEqual(['targetPowerChanged'])
    expect(values.map((value) => trainingStatus.decode(value).fields?.status)).toEqual(['wattControl'])
  })

  it('makes a climb heavier than the flat, and a descent light', async () => {
    const { ask, pass, power } = commanding()
    await ask({ action: 'requestControl' })
    const onGrade = async (gradePct: number): Promise<number> => {
      const world = { windSpeedMps: 0, crr: 0.004, windResistanceKgPerM: 0.51 }
      await ask({ action: 'setIndoorBikeSimulation', gradePct, ...world })
      pass(60)
      return power(30)
    }
    const [flat, climb, descent] = [await onGrade(0), await onGrade(2), await onGrade(-5)]
    expect(climb).toBeGreaterThan(flat * 1.1)
    expect(descent).toBeLessThan(flat * 0.5)
  })

  it('refuses what it does not know, and what is out of its range', async () => {
    const { ask } = commanding()
    await ask({ action: 'requestControl' })
    expect(await ask({ action: 'setTargetHeartRate', targetHeartRateBpm: 140 })).toBe('opCodeNotSupported')
    expect(await ask({ action: 'setTargetPower', targetPowerW: 3000 })).toBe('invalidParameter')
    expect(await ask({ action: 'setTargetPower', targetPowerW: -1 })).toBe('invalidParameter')
  })

  it('stands while it is paused, and goes on when it is told to', async () => {
    const { ask, pass, records, changes } = commanding()
    await ask({ action: 'requestControl' })
    await ask({ action: 'stopOrPause', control: 'pause' })
    pass(2)
    expect(records().at(-1)).toMatchObject({ instantaneousPowerW: 0, instantaneousCadenceRpm: 0 })
    await ask({ action: 'startOrResume' })
    pass(2)
    expect(records().at(-1)?.instantaneousPowerW).toBeGreaterThan(100)
    expect(changes()).toEqual(['stoppedOrPausedByUser', 'startedOrResumedByUser'])
  })

  it('ends control with the link, by a reset and at the machine', async () => {
    const { trainer, ask, hangUp, changes } = commanding()
    await ask({ action: 'requestControl' })
    await ask({ action: 'reset' })
    expect(await ask({ action: 'setTargetPower', targetPowerW: 100 })).toBe('controlNotPermitted')
    await ask({ action: 'requestControl' })
    trainer.revoke()
    expect(await ask({ action: 'setTargetPower', targetPowerW: 100 })).toBe('controlNotPermitted')
    expect(changes()).toEqual(['reset', 'controlPermissionLost'])
    await ask({ action: 'requestControl' })
    hangUp()
    const { values } = listen(trainer, '2AD9')
    await characteristic(trainer, '2AD9').write?.(
      fitnessMachineControlPoint.encode({ action: 'setTargetPower', targetPowerW: 100 }),
    )
    expect(fitnessMachineControlPoint.decode(values.at(-1) ?? new Uint8Array()).fields?.result).toBe(
      'controlNotPermitted',
    )
  })
})
