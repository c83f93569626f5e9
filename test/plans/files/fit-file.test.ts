import { Decoder, Stream } from '@garmin/fitsdk'
import { FitWriter } from '@markw65/fit-file-writer'
import fc from 'fast-check'
import FitParser from 'fit-file-parser'
import { describe, expect, it } from 'vitest'
import { readFitPlan } from '../../../src/plans/files/fit-reader.js'
import { writeFitPlan } from '../../../src/plans/files/fit-writer.js'
import type { PlanNode } from '../../../src/plans/plan.js'
import { fitPlans } from './plan-arbitraries.js'

const createdAt = Date.UTC(2026, 0, 1)

describe('a FIT workout file', () => {
  it('holds a plan whole', () => {
    fc.assert(
      fc.property(
        fitPlans,
        (plan) => void expect(readFitPlan(writeFitPlan(plan, createdAt))).toEqual({ plan, omitted: [] }),
      ),
    )
  })

  const twoTargets = { type: 'cyclingCadence', from: 85, to: 95 } as const
  const steps: readonly PlanNode[] = [
    {
      kind: 'repeat',
      times: 3,
      steps: [
        {
          kind: 'work',
          end: { by: 'time', value: 60 },
          target: { type: 'cyclingPower', from: 200, to: 220 },
          secondaryTarget: twoTargets,
        },
        { kind: 'recover', end: { by: 'heartRateBelow', value: 120 } },
      ],
    },
    {
      kind: 'work',
      end: { by: 'distance', value: 1_000 },
      target: { type: 'cyclingPower', threshold: 250 },
      alert: { after: 0, metric: 'average' },
    },
  ]

  it("is one for Garmin's own SDK", () => {
    const file = writeFitPlan({ name: 'Süß', activityType: 'cycling', steps }, createdAt)
    const decoder = new Decoder(Stream.fromByteArray([...file]))
    expect(decoder.checkIntegrity()).toBe(true)
    const { messages, errors } = decoder.read()
    expect(errors).toEqual([])
    expect(messages).toMatchObject({
      fileIdMesgs: [{ type: 'workout' }],
      workoutMesgs: [{ wktName: 'Süß', sport: 'cycling', numValidSteps: 4 }],
      workoutStepMesgs: [
        {
          durationType: 'time',
          durationTime: 60,
          targetType: 'power',
          customTargetPowerLow: 1_200,
          customTargetPowerHigh: 1_220,
          secondaryTargetType: 'cadence',
          secondaryCustomTargetCadenceLow: 85,
          secondaryCustomTargetCadenceHigh: 95,
          intensity: 'active',
        },
        { durationType: 'hrLessThan', intensity: 'rest' },
        { durationType: 'repeatUntilStepsCmplt', durationStep: 0, repeatSteps: 3 },
        { durationType: 'distance', durationDistance: 1_000, targetType: 'powerLap', customTargetValueLow: 1_250 },
      ],
    })
  })

  it('is one for fit-file-parser', async () => {
    const file = writeFitPlan({ name: 'Steps', activityType: 'cycling', steps }, createdAt)
    const parsed = await new FitParser({ mode: 'list' }).parseAsync(Buffer.from(file))
    expect(parsed).toMatchObject({
      workout: { sport: 'cycling', num_valid_steps: 4, wkt_name: 'Steps' },
      messages: {
        workout_step: [
          {
            ...{ duration_type: 'time', duration_value: 60_000, target_type: 'power', custom_target_value_low: 1_200 },
            ...{ secondary_target_type: 'cadence', secondary_custom_target_value_high: 95 },
          },
          { duration_type: 'hr_less_than', duration_value: 220, intensity: 'rest' },
          { duration_type: 'repeat_until_steps_cmplt', duration_value: 0, target_value: 3 },
          { duration_type: 'distance', target_type: 'power_lap', custom_target_value_low: 1_250 },
        ],
      },
    })
  })

  const fileOf = (write: (writer: FitWriter) => void): Uint8Array => {
    const writer = new FitWriter({ noCompressedTimestamps: true })
    writer.writeMessage('workout', { sport: 'cycling', num_valid_steps: 4, wkt_name: 'Steps\0', pool_length: 25 })
    writer.writeMessage('workout_session', { sport: 'cycling' })
    write(writer)
    const { buffer, byteOffset, byteLength } = writer.finish()
    return new Uint8Array(buffer, byteOffset, byteLength)
  }

  it('tells what a plan has no word for, and where', () => {
    const { plan, omitted } = readFitPlan(
      fileOf((writer) => {
        writer.writeMessage('workout_step', {
          duration_type: 'reps',
          duration_value: 12,
          target_type: 'grade',
          exercise_category: 'squat',
        })
        writer.writeMessage('workout_step', {
          duration_type: 'time',
          duration_value: 60_000,
          target_type: 'power3s',
          target_value: 3,
        })
        writer.writeMessage('workout_step', {
          duration_type: 'repeat_until_time',
          duration_value: 0,
          target_value: 600_000,
        })
      }),
    )
    expect(plan.steps).toEqual([
      {
        kind: 'repeat',
        times: 1,
        steps: [
          { kind: 'work', end: { by: 'lap' } },
          { kind: 'work', end: { by: 'time', value: 60 }, target: { type: 'cyclingPower', zone: 3 } },
        ],
      },
    ])
    expect(omitted).toEqual([
      { pointer: '', message: 'has messages of number 158, which are left out' },
      { pointer: '', message: 'has the field 14 of the workout, which is left out' },
      { pointer: '/steps', message: 'are 3 in the file, which names 4' },
      { pointer: '/steps/0/times', message: 'depends in the file on how it goes: it is done once' },
      { pointer: '/steps/0/steps/0/end', message: 'is of kind 29 with the value 12: the lap button ends it' },
      { pointer: '/steps/0/steps/0/target', message: 'is of kind 5, which is left out' },
      { pointer: '/steps/0/steps/0', message: 'has exercise_category, which is left out' },
      {
        pointer: '/steps/0/steps/1/target',
        message: 'is held against each value, not against the average of 3 s',
      },
    ])
  })

  it('is read to its end, and what stands behind it is told', () => {
    const file = writeFitPlan({ name: 'Steps', activityType: 'cycling', steps }, createdAt)
    const { plan } = readFitPlan(file)
    expect(readFitPlan(Uint8Array.from([...file, ...file]))).toEqual({
      plan,
      omitted: [{ pointer: '', message: 'has another file behind it, which is left out' }],
    })
    for (const size of [1, 5, 100])
      expect(readFitPlan(Uint8Array.from([...file, ...new Uint8Array(size).fill(7)]))).toEqual({
        plan,
        omitted: [{ pointer: '', message: 'has bytes behind it' }],
      })
    expect(() => readFitPlan(file.slice(0, -10))).toThrow('truncated')
    expect(() => readFitPlan(file.with(-3, (file.at(-3) ?? 0) ^ 1))).toThrow('badChecksum')
  })
})
