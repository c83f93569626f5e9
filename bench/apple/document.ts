/** A document's bytes: its beginning, what it says again and again, and its end. */
export interface BenchDocument {
  readonly head: Uint8Array
  readonly body: Uint8Array
  readonly foot: Uint8Array
}

const declaration = '<!-- Note: records of a correlation appear a second time, as records of their own. -->\n'.repeat(
  110,
)
const begin = Date.UTC(2024, 0, 1)
const records = 10_000
const perWorkout = 2_500

const types = [
  ['HeartRate', 'count/min'],
  ['ActiveEnergyBurned', 'Cal'],
  ['BasalEnergyBurned', 'Cal'],
  ['HeartRate', 'count/min'],
  ['StepCount', 'count'],
  ['DistanceWalkingRunning', 'km'],
  ['OxygenSaturation', '%'],
] as const

const dateOf = (at: number): string => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} +0000`

const times = (start: number, end: number): string =>
  `creationDate="${dateOf(end + 60_000)}" startDate="${dateOf(start)}" endDate="${dateOf(end)}"`

/** As a watch writes it: the place of the device in memory is another each time, and half of its heart rates have metadata. */
function recordOf(turn: number): string {
  const [type, unit] = types[turn % types.length] ?? types[0]
  const place = (0x282a45800 + ((turn * 16) % 8_192)).toString(16)
  const device = `&lt;&lt;HKDevice: 0x${place}&gt;, name:Apple Watch, manufacturer:Apple Inc., model:Watch, hardware:Watch6,2, software:9.1&gt;`
  const start = begin + turn * 7_000
  const facts = `type="HKQuantityTypeIdentifier${type}" sourceName="Kim’s Apple\u00a0Watch" sourceVersion="9.1" device="${device}"`
  const value = type === 'HeartRate' ? 60 + (turn % 90) : 0.9 + (turn % 100) / 1_000
  const record = ` <Record ${facts} unit="${unit}" ${times(start, start + (turn % 3) * 1_000)} value="${value}"`
  if (type !== 'HeartRate' || turn % 2 === 0) return `${record}/>\n`
  return `${record}>\n  <MetadataEntry key="HKMetadataKeyHeartRateMotionContext" value="${turn % 3}"/>\n </Record>\n`
}

function workoutOf(turn: number): string {
  const start = begin + turn * 7_000
  const facts = `workoutActivityType="HKWorkoutActivityTypeRunning" duration="30" durationUnit="min" sourceName="Kim’s Apple\u00a0Watch"`
  const statistics = `type="HKQuantityTypeIdentifierHeartRate" average="120" minimum="80" maximum="160" unit="count/min"`
  const event = `<WorkoutEvent type="HKWorkoutEventTypeSegment" date="${dateOf(start)}" duration="5" durationUnit="min"/>`
  const children = `  <MetadataEntry key="HKIndoorWorkout" value="0"/>\n  ${event}\n  <WorkoutStatistics ${statistics}/>\n`
  return ` <Workout ${facts} ${times(start, start + 1_800_000)}>\n${children} </Workout>\n`
}

/** An export like that of a phone and a watch: a declaration of 9 kB, and 4 MB of records with a few workouts. */
export function benchDocument(): BenchDocument {
  const elements = Array.from({ length: records }, (_, turn) =>
    turn % perWorkout === 0 ? workoutOf(turn) + recordOf(turn) : recordOf(turn),
  )
  return {
    head: Buffer.from(
      `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE HealthData [\n${declaration}]>\n<HealthData locale="en_US">\n`,
    ),
    body: Buffer.from(elements.join('')),
    foot: Buffer.from('</HealthData>\n'),
  }
}
