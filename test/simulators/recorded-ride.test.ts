import { describe, expect, it } from 'vitest'
import { recordedRide } from '../../simulators/recorded-ride.js'
import { parseRecording } from '../../src/exchange/read-recordings.js'
import { workoutBytes } from './workout-fixtures.js'

const recorded = async (file: string) => parseRecording(await workoutBytes(file))

describe('a recorded ride', () => {
  it('tells its events where they were', async () => {
    const recording = await recorded('indoor-two-pauses.fit')
    const events = [...recordedRide(recording).facts].flatMap((fact) =>
      fact.kind === 'event' ? [`${fact.event} ${(fact.at - recording.start) / 1000}`] : [],
    )
    expect(events).toEqual([
      'start 0',
      'pause 96',
      'resume 109',
      'lap 134.183',
      'pause 180',
      'resume 295',
      'end 324.229',
    ])
  })

  it('marks no lap at the end of the last one', async () => {
    const ride = recordedRide(await recorded('indoor-trainer.fit'))
    const laps = [...ride.facts].filter((fact) => fact.kind === 'event' && fact.event === 'lap')
    expect(laps).toHaveLength(4)
  })

  it('wants no pauses besides its own', async () => {
    expect(recordedRide(await recorded('outdoor-three-pauses.fit')).autoPause).toBe(false)
  })

  it('tells its facts in time order', async () => {
    const ride = recordedRide(await recorded('outdoor-three-pauses.fit'))
    const times = [...ride.facts].map((fact) => fact.at)
    expect(times).toEqual(times.toSorted((one, other) => one - other))
  })

  it('tells what led up to an event before it, and what holds from then on after it', async () => {
    const facts = [...recordedRide(await recorded('outdoor-three-pauses.fit')).facts]
    const pause = facts.findIndex((fact) => fact.kind === 'event' && fact.event === 'pause')
    const at = facts[pause]?.at ?? 0
    for (const [index, fact] of facts.entries()) {
      if (fact.at !== at || fact.kind !== 'reading') continue
      expect(index < pause).toBe(fact.reading.start < at)
    }
  })

  it('names the types it has', async () => {
    const ride = recordedRide(await recorded('indoor-trainer.fit'))
    expect(ride.types.toSorted()).toEqual(['activeEnergyBurned', 'cyclingCadence', 'cyclingPower', 'heartRate'])
  })

  it('can be laid elsewhere in time', async () => {
    const recording = await recorded('run-three-laps.tcx')
    const start = Date.parse('2026-05-01T10:00:00Z')
    const [was, is] = [recordedRide(recording), recordedRide(recording, { start })]
    const shift = start - recording.start
    expect([is.start, is.end]).toEqual([start, recording.end + shift])
    const [before, after] = [[...was.facts], [...is.facts]]
    expect(after.map((fact) => fact.at - shift)).toEqual(before.map((fact) => fact.at))
    const spans = (facts: typeof after) => facts.flatMap((fact) => (fact.kind === 'reading' ? [fact.reading] : []))
    expect(spans(after).map((reading) => reading.start - shift)).toEqual(spans(before).map((reading) => reading.start))
  })
})
