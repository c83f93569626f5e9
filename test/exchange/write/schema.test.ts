import { describe, expect, it } from 'vitest'
import { parseRecording } from '../../../src/exchange/read-recordings.js'
import type { ExportedWorkout } from '../../../src/exchange/write/exported-workout.js'
import { gpxFile } from '../../../src/exchange/write/gpx-file.js'
import { tcxFile } from '../../../src/exchange/write/tcx-file.js'
import type { Location } from '../../../src/health/kinds/location.js'
import type { Sample } from '../../../src/health/sample.js'
import type { QuantityTypeName } from '../../../src/health/type.js'
import type { Workout } from '../../../src/health/workout.js'
import { workoutSample } from '../../http/workout-sample.js'
import { schemaFaults } from '../schema/schema-faults.js'

const { workout: ride } = workoutSample()
const at = (second: number): number => ride.start + second * 1_000
const saved = { uuid: '0193cccc-0000-7000-8000-000000000000', source: 'watch', metadata: {} }

const quantity = (type: QuantityTypeName, value: number, second: number): Sample => ({
  ...saved,
  kind: 'quantity',
  type,
  value,
  start: at(second),
  end: at(second),
})

const routeOf = (places: readonly Omit<Location, 'time'>[]): Sample => ({
  ...saved,
  kind: 'workoutRoute',
  type: 'workoutRoute',
  workoutUuid: ride.id,
  start: at(0),
  end: at(places.length),
  locations: places.map((place, second) => ({ ...place, time: at(second) })),
})

const written = (changed: Partial<Workout>, samples: readonly Sample[] = [], version = '0.1.0'): ExportedWorkout => ({
  workout: { ...ride, ...changed },
  samples,
  version,
})

const faultsOf = (exported: ExportedWorkout): Promise<readonly string[]> =>
  schemaFaults(tcxFile(exported), 'training-center.xsd')

describe('values that no schema has room for', () => {
  const values = [0, 1e-9, 0.4, 0.5, 254.6, 255, 256, 70_000, 1e22]
  const types = ['heartRate', 'cyclingCadence', 'cyclingPower', 'cyclingSpeed', 'distanceCycling'] as const
  const measured = values.flatMap((value, second) => types.map((type) => quantity(type, value, second)))
  const places = [
    { latitude: 90, longitude: 180, altitude: -430.5, speed: 0 },
    { latitude: -90, longitude: -180, altitude: 1e-9 },
    { latitude: 1e-9, longitude: 179.999_999_99, altitude: 1e7, speed: 1e-9 },
    { latitude: -1e-9, longitude: -1e-9 },
  ]
  const lap = {
    start: ride.start,
    end: ride.end,
    elapsed: ride.elapsed,
    statistics: {
      activeEnergyBurned: { sum: 1e6 },
      heartRate: { average: 0.2, max: 400 },
      cyclingPower: { average: 1e5, max: 1e5 },
      cyclingCadence: { average: 300, max: 300 },
      cyclingSpeed: { average: 1e-9, max: 1e22 },
    } as unknown as Workout['statistics'],
  }
  const exported = written({ laps: [lap] }, [...measured, routeOf(places)], '1.<&"\u0000>.99999999')

  it('are bounded in TCX', async () => {
    expect(await faultsOf(exported)).toEqual([])
  })

  it('are bounded in GPX', async () => {
    expect(await schemaFaults(gpxFile(exported), 'gpx.xsd')).toEqual([])
  })
})

describe('a workout of no length', () => {
  const nothing = { end: ride.start, elapsed: 0, total: 0, events: [], laps: [] }

  it('is TCX', async () => {
    expect(await faultsOf(written(nothing))).toEqual([])
    expect(await faultsOf(written(nothing, [quantity('heartRate', 60, 0)]))).toEqual([])
  })

  it('is GPX', async () => {
    const text = gpxFile(written(nothing, [routeOf([{ latitude: 1, longitude: 2 }])]))
    expect(await schemaFaults(text, 'gpx.xsd')).toEqual([])
  })
})

describe('a workout that was paused from its start to its end', () => {
  it('is TCX', async () => {
    expect(await faultsOf(written({ elapsed: 0, events: [{ event: 'pause', at: ride.start }] }))).toEqual([])
  })
})

describe('sports with transitions between them', () => {
  const between = (activityType: Workout['activityType'], from: number, to: number): Workout['activities'][number] => ({
    activityType,
    location: 'outdoor',
    start: at(from),
    end: at(to),
    elapsed: to - from,
    events: [],
    statistics: {},
    zones: {},
  })
  const sports = [
    between('transition', 0, 10),
    between('swimming', 10, 600),
    between('transition', 600, 700),
    between('cycling', 700, 2_000),
    between('transition', 2_000, 2_050),
    between('transition', 2_050, 2_100),
    between('running', 2_100, 3_500),
    between('transition', 3_500, 3_600),
  ]
  const exported = written({ activityType: 'swimBikeRun', elapsed: 3_600, events: [], activities: sports })

  it('are TCX', async () => {
    const text = tcxFile(exported)
    expect(await schemaFaults(text, 'training-center.xsd')).toEqual([])
    expect(text.match(/<Transition /g)).toHaveLength(2)
  })

  it('are the same when they are read', async () => {
    const { activityType, parts } = await parseRecording(Buffer.from(tcxFile(exported)))
    expect(activityType).toBe('swimBikeRun')
    expect(parts.map(({ start, end }) => [start, end])).toEqual(sports.map(({ start, end }) => [start, end]))
    expect(parts[2]?.activityType).toBe('transition')
  })
})

describe('the check itself', () => {
  const text = tcxFile(written({}, [quantity('heartRate', 60, 5), quantity('cyclingPower', 200, 5)]))
  const route = gpxFile(written({}, [quantity('heartRate', 60, 0), routeOf([{ latitude: 1, longitude: 2 }])]))

  it.each([
    [
      'an order that is not the schema’s',
      /(<TotalTimeSeconds>.*?<\/TotalTimeSeconds>)(<DistanceMeters>.*?<\/DistanceMeters>)/,
      '$2$1',
    ],
    ['a lap without its calories', /<Calories>\d+<\/Calories>/, ''],
    ['a heart that stands still', /<Value>60</, '<Value>0<'],
    ['a sport that there is not', /Sport="\w+"/, 'Sport="Cycling"'],
    ['an intensity that there is not', />Active</, '>active<'],
    ['a time that is none', /<Time>/, '<Time>on '],
    ['half a watt', /<ns3:Watts>200</, '<ns3:Watts>200.5<'],
    ['an extension of another name', /ns3:Watts/g, 'ns3:Power'],
    ['a text that is not escaped', /vitald/, '<&'],
  ])('finds %s in TCX', async (_, from, to) => {
    expect(text).toMatch(from)
    expect(await schemaFaults(text.replace(from, to), 'training-center.xsd')).not.toEqual([])
  })

  it.each([
    ['a time before the altitude', /<time>([^<]*)<\/time><extensions>/, '<time>$1</time><ele>1</ele><extensions>'],
    ['a heart that stands still', /<gpxtpx:hr>60</, '<gpxtpx:hr>0<'],
    ['a place beyond the antimeridian', /lon="[^"]*"/, 'lon="180.0"'],
    ['a track without its document’s version', / version="1.1"/, ''],
  ])('finds %s in GPX', async (_, from, to) => {
    expect(route).toMatch(from)
    expect(await schemaFaults(route.replace(from, to), 'gpx.xsd')).not.toEqual([])
  })
})
