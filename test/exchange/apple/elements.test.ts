import { expect, it } from 'vitest'
import { findingsOf, readExport, recordElement, sorted } from './read-export.js'

const heartRate = { type: 'HKQuantityTypeIdentifierHeartRate', unit: 'count/min', value: '60' }
const record = recordElement(heartRate)
const read = (text: string) => sorted(findingsOf(Buffer.from(text)))

const dtd = (inside: string): string => `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE HealthData [${inside}]>\n`
const ownDtd = `
<!-- HealthKit Export Version: 14 -->
<!ELEMENT HealthData (ExportDate,Me,(Record|Correlation|Workout|ActivitySummary)*)>
<!ATTLIST HealthData
  locale CDATA #REQUIRED
>
${'<!-- Note: Any Records that appear as children of a correlation also appear as top-level records. -->\n'.repeat(100)}`

it.each([
  ['the one of the Health app', dtd(ownDtd)],
  ['one whose declarations do not close', dtd('<!ATTLIST Record\n  type CDATA #REQUIRED\n<!ELEMENT Workout (')],
  ['one with a lone quotation mark', dtd('<!-- it\'s --><!ELEMENT Record "ANY>')],
  ['one with brackets in it', dtd('<!ELEMENT Record [[]>')],
  ['one that names the root in a comment', dtd('<!-- <HealthData locale="x"> -->')],
  ['one that ends in the middle', '<!DOCTYPE HealthData [\n<!ELEMENT HealthData (Me'],
  ['one with entities that grow', dtd('<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">')],
])('passes over a declaration of the type: %s', (_, prologue) => {
  const { samples, problems } = read(`${prologue}<HealthData locale="en_GB">${record}</HealthData>\n`)
  expect(samples).toHaveLength(1)
  expect(problems).toEqual([])
})

it('tells once of each kind of element that is not kept, and of none within it', () => {
  const clinical = '<ClinicalRecord type="x"><Record type="y"><Secret/></Record></ClinicalRecord>'
  const { samples, problems } = readExport(`${clinical}<Audiogram/>${record}${clinical}`)
  expect(samples).toHaveLength(1)
  expect(problems).toEqual([
    { code: 'leftOut', subject: 'ClinicalRecord', count: 2, offset: 66 },
    { code: 'leftOut', subject: 'Audiogram', count: 1, offset: 66 + clinical.length },
  ])
})

it('tells where something is in bytes, however many a character has', () => {
  const named = recordElement({ ...heartRate, sourceName: 'Ⅻ 😀 ü' })
  const { problems } = readExport(`${named.repeat(2_000)}<Audiogram/>`)
  expect(problems).toMatchObject([{ subject: 'Audiogram', offset: 66 + 2_000 * Buffer.byteLength(named) }])
})

it('counts the rings of days and passes over the person', () => {
  const { summaries, samples, problems } = readExport(
    '<ExportDate value="x"/><Me HKCharacteristicTypeIdentifierBloodType="y"/>' +
      '<ActivitySummary dateComponents="2024-01-01"/>'.repeat(3),
  )
  expect({ summaries, samples, problems }).toEqual({ summaries: 3, samples: [], problems: [] })
})

it('goes on after characters and references that no XML may hold', () => {
  const { samples, problems } = readExport(
    record.replace('Watch', 'Wa\u000btch &#0; &nbsp; it') + recordElement({ ...heartRate, sourceName: 'B' }),
  )
  expect(samples.map(({ origin }) => origin.source.name)).toEqual(['Wa\u000btch &#0; &nbsp; it', 'B'])
  expect(problems).toMatchObject([{ code: 'badValues', count: 3 }])
})

it('reads bytes that are no UTF-8 as such', () => {
  const bytes = Buffer.from(`<HealthData>${record.replace('Watch', 'W#tch')}</HealthData>`)
  bytes[bytes.indexOf('#')] = 0xff
  expect(sorted(findingsOf(bytes)).samples[0]?.origin.source.name).toBe('W\ufffdtch')
})

it('reads an export in UTF-16', () => {
  const bytes = Buffer.from(`\ufeff${dtd(ownDtd)}<HealthData>${record}</HealthData>`, 'utf16le')
  expect(sorted(findingsOf(bytes, 1)).samples).toHaveLength(1)
})

it.each([
  ['is cut in a record', `<HealthData>${record}${record.slice(0, 50)}`, 'truncated'],
  ['is cut between records', `<HealthData>${record}\n`, 'truncated'],
  ['has a tag that does not fit', `<HealthData>${record}</Record>`, 'badMarkup'],
  ['closes an element with the tag of another', `<HealthData>${record}<Workout sourceName="a"></Record>`, 'badMarkup'],
  ['has a value without its quotation marks', `<HealthData>${record}<Record type=x/>`, 'badMarkup'],
  ['goes on with what is no text', `<HealthData>${record}<Record type="${'\u0001'.repeat(20_000)}`, 'badMarkup'],
  ['goes on after its end', `<HealthData>${record}</HealthData><More/>`, 'trailingBytes'],
  ['has a tag that never ends', `<HealthData>${record}<Record type="${'x'.repeat(2_000_000)}`, 'tooLong'],
  ['is nested without end', `<HealthData>${record}${'<a>'.repeat(1_000)}`, 'tooLong'],
])('gives what is whole of a file that %s', (_, text, code) => {
  const { samples, problems } = read(text)
  expect(samples).toHaveLength(1)
  expect(problems.filter(({ code: told }) => told !== 'leftOut' && told !== 'badValues')).toMatchObject([{ code }])
})

it.each([
  ['nothing', '', 'unknownFormat'],
  ['another document', '<gpx version="1.1"></gpx>', 'unknownFormat'],
  ['a declaration without a root', `${dtd('')}${' '.repeat(3_000_000)}`, 'unknownFormat'],
  ['no elements', '<HealthData></HealthData>', 'noRecords'],
])('finds nothing in %s', (_, text, code) => {
  expect(findingsOf(Buffer.from(text))).toMatchObject([{ type: 'problem', problem: { code } }])
})

it('holds no more of an element than any has', () => {
  const events = '<WorkoutEvent type="HKWorkoutEventTypeMarker" date="2024-01-15 10:00:01 +0000"/>'.repeat(120_000)
  const times = 'startDate="2024-01-15 10:00:00 +0000" endDate="2024-01-15 11:00:00 +0000"'
  const { workouts, problems } = readExport(
    `<Workout workoutActivityType="HKWorkoutActivityTypeRunning" sourceName="a" ${times}>${events}</Workout>${record}`,
  )
  expect(workouts[0]?.events.length).toBeLessThan(100_001)
  expect(problems).toMatchObject([{ code: 'tooLong', subject: 'WorkoutEvent' }])
})
