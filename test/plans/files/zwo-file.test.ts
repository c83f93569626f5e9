import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readZwo } from '../../../src/plans/files/zwo-reader.js'
import { writeZwo } from '../../../src/plans/files/zwo-writer.js'
import type { PlanNode } from '../../../src/plans/plan.js'
import { bytesOf, zwoPlans } from './plan-arbitraries.js'

describe('a .zwo file', () => {
  it('holds a plan whole', () => {
    fc.assert(
      fc.property(zwoPlans, (plan) => void expect(readZwo(bytesOf(writeZwo(plan)))).toEqual({ plan, omitted: [] })),
    )
  })

  it('is read as Zwift writes it', () => {
    const { plan, omitted } = readZwo(
      bytesOf(`<?xml version="1.0"?><workout_file><author>A</author><name>Ramps</name>
        <description><![CDATA[Short & hard]]></description><sportType>bike</sportType><tags><tag name="X"/></tags>
        <workout><Warmup Duration="300" PowerLow="0.25" PowerHigh="0.75" pace="0"/>
        <IntervalsT Repeat="5" OnDuration="30" OffDuration="60" OnPower="1.2" OffPower="0.5" Cadence="100" CadenceResting="70"/>
        <SteadyState Duration="60" Power="0.9"><textevent timeoffset="5" message="Go"/></SteadyState>
        <FreeRide Duration="120" FlatRoad="1"/></workout></workout_file>`),
    )
    expect(plan).toMatchObject({ name: 'Ramps', description: 'Short & hard', activityType: 'cycling' })
    expect(plan.steps).toMatchObject([
      { kind: 'warmup', end: { by: 'time', value: 300 }, target: { ramp: [0.25, 0.75] } },
      {
        kind: 'repeat',
        times: 5,
        steps: [
          { target: { from: 1.2, to: 1.2 }, secondaryTarget: { type: 'cyclingCadence', threshold: 100 } },
          { kind: 'recover', secondaryTarget: { threshold: 70 } },
        ],
      },
      { kind: 'work', messages: [{ after: 5, text: 'Go' }] },
      { kind: 'work', end: { by: 'time', value: 120 } },
    ])
    expect(omitted).toEqual([
      { pointer: '', message: 'has <author>, which is left out' },
      { pointer: '', message: 'has <tags>, which is left out' },
      { pointer: '', message: 'has <tag>, which is left out' },
      { pointer: '/steps/0', message: 'has `pace` of <warmup>, which is left out' },
      { pointer: '/steps/3', message: 'has `FlatRoad` of <freeride>, which is left out' },
    ])
  })

  it('deals the messages of intervals out to their times', () => {
    const interval = (events: string) =>
      readZwo(
        bytesOf(`<workout_file><workout><IntervalsT Repeat="2" OnDuration="30" OffDuration="60" OnPower="1" OffPower="0.5">
          ${events}</IntervalsT></workout></workout_file>`),
      ).plan.steps
    const event = (after: number, said: string) => `<textevent timeoffset="${after}" message="${said}"/>`
    expect(interval(event(5, 'Go') + event(95, 'Go'))).toMatchObject([
      { kind: 'repeat', times: 2, steps: [{ messages: [{ after: 5, text: 'Go' }] }, { kind: 'recover' }] },
    ])
    const dealt = interval(event(40, 'Rest') + event(95, 'Last'))
    expect(dealt.map((node) => node.kind !== 'repeat' && node.messages)).toEqual([
      undefined,
      [{ after: 10, text: 'Rest' }],
      [{ after: 5, text: 'Last' }],
      undefined,
    ])
  })

  it('tells what a plan has no word for, and where', () => {
    const { omitted } = readZwo(
      bytesOf(`<workout_file><sportType>run</sportType><workout><Warmup Duration="60" PowerLow="x"/>
        <SteadyState Duration="60" Power="1" Cadence="180"><textevent distoffset="100" message="Go"/></SteadyState>
        <Dance Duration="60"/></workout></workout_file>`),
    )
    expect(omitted).toEqual([
      { pointer: '', message: 'has <dance>, which is left out' },
      { pointer: '/steps/0', message: 'has `PowerLow` of <warmup>, which is left out' },
      { pointer: '/steps/1/messages', message: 'are told by distance in the file, and left out' },
      { pointer: '/steps/1', message: 'has `Cadence` of <steadystate>, which is left out' },
    ])
  })

  it('names what it cannot hold', () => {
    const steps: readonly PlanNode[] = [
      { kind: 'work', end: { by: 'energy', value: 10 }, target: { type: 'heartRate', zone: 2 } },
    ]
    expect(() => writeZwo({ name: 'A', activityType: 'cycling', steps })).toThrowError(
      expect.objectContaining({
        errors: expect.arrayContaining([
          expect.objectContaining({ pointer: '/steps/0/end' }),
          expect.objectContaining({ pointer: '/steps/0/target' }),
        ]),
      }),
    )
  })
})
