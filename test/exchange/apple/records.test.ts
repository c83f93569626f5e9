import { expect, it } from 'vitest'
import { categoryTypes, quantityTypes } from '../../../src/health/type.js'
import { readExport, recordElement } from './read-export.js'

const valuesOf = (records: string) =>
  readExport(records).samples.map(({ reading }) => ('value' in reading ? reading.value : undefined))

it.each(quantityTypes.map((type) => [type.identifier, type] as const))('reads %s', (identifier, type) => {
  const { samples, problems } = readExport(
    recordElement(
      { type: identifier, unit: type.unit, value: '0.5' },
      '<MetadataEntry key="HKInsulinDeliveryReason" value="1"/>',
    ),
  )
  expect(problems).toEqual([])
  expect(samples.map(({ reading }) => reading)).toMatchObject([{ kind: 'quantity', type: type.name, value: 0.5 }])
})

const cases = categoryTypes.flatMap((type) =>
  Object.entries(type.values).map(([name, value]) => [type.identifier, name, value] as const),
)

it.each(cases)('reads %s: %s by its number', (type, _, value) => {
  const start = '<MetadataEntry key="HKMenstrualCycleStart" value="1"/>'
  expect(valuesOf(recordElement({ type, value: String(value) }, start))).toEqual([value])
})

it.each([
  ['SleepAnalysis', 'SleepAnalysisAsleepCore', 3],
  ['SleepAnalysis', 'SleepAnalysisAsleep', 1],
  ['SleepAnalysis', 'SleepAnalysisAsleepREM', 5],
  ['SleepAnalysis', 'SleepAnalysisInBed', 0],
  ['AppleStandHour', 'AppleStandHourIdle', 1],
  ['Headache', 'SeverityNotPresent', 1],
  ['MoodChanges', 'PresencePresent', 0],
  ['MindfulSession', 'NotApplicable', 0],
  ['AppetiteChanges', 'AppetiteChangesNoChange', 1],
  ['BleedingDuringPregnancy', 'VaginalBleedingLight', 2],
  ['OvulationTestResult', 'OvulationTestResultLuteinizingHormoneSurge', 2],
])('reads a case of %s by its name', (type, name, value) => {
  const record = recordElement({ type: `HKCategoryTypeIdentifier${type}`, value: `HKCategoryValue${name}` })
  expect(valuesOf(record)).toEqual([value])
})

it('reads a case that has no other without its value', () => {
  expect(valuesOf(recordElement({ type: 'HKCategoryTypeIdentifierMindfulSession' }))).toEqual([0])
})

it.each([
  ['ActiveEnergyBurned', 'Cal', '10', 10],
  ['ActiveEnergyBurned', 'kJ', '41.84', 10],
  ['DistanceWalkingRunning', 'mi', '1', 1609.344],
  ['BodyTemperature', 'degF', '98.6', 37],
  ['BodyMass', 'lb', '100', 45.359237],
  ['OxygenSaturation', '%', '0.97', 0.97],
  ['HeartRate', 'count/min', '61', 61],
  ['HeartRate', 'count/s', '1.5', 90],
  ['BloodGlucose', 'mg/dL', '90', 90],
  ['BloodGlucose', 'mmol<180.1558800000541>/L', '5', 90.078],
  ['VO2Max', 'mL/min·kg', '45', 45],
  ['VO2Max', 'ml/kg*min', '45', 45],
  ['PhysicalEffort', 'kcal/hr·kg', '3', 3],
  ['HeartRateVariabilitySDNN', 'ms', '32.5', 32.5],
  ['RunningSpeed', 'km/hr', '3.6', 1],
  ['EnvironmentalAudioExposure', 'dBASPL', '71', 71],
  ['DietaryWater', 'fl_oz_us', '1', 29.5735295625],
])('brings %s in %s into its canonical unit', (type, unit, text, value) => {
  const [read] = valuesOf(recordElement({ type: `HKQuantityTypeIdentifier${type}`, unit, value: text }))
  expect(read).toBeCloseTo(value, 3)
})

const heartRate = { type: 'HKQuantityTypeIdentifierHeartRate', unit: 'count/min', value: '60' }

it.each([
  ['2024-01-15 10:00:00 +0000', Date.UTC(2024, 0, 15, 10)],
  ['2024-01-15 10:00:00 -0330', Date.UTC(2024, 0, 15, 13, 30)],
  ['2024-02-29 23:59:59 +1400', Date.UTC(2024, 1, 29, 9, 59, 59)],
  ['2024-01-15T10:00:00Z', Date.UTC(2024, 0, 15, 10)],
])('reads the time %s', (date, at) => {
  const { samples } = readExport(recordElement({ ...heartRate, startDate: date, endDate: date }))
  expect(samples[0]?.reading).toMatchObject({ start: at, end: at })
})

it.each([
  ['a date that is none', { startDate: '2024-02-30 10:00:00 +0000' }, 'badTimes', 'heartRate'],
  ['a time that is none', { startDate: '2024-01-15 1x:00:00 +0000' }, 'badTimes', 'heartRate'],
  ['no zone', { startDate: '2024-01-15 10:00:00' }, 'badTimes', 'heartRate'],
  ['a time before 1970', { startDate: '1969-12-31 23:59:59 +0000' }, 'badTimes', 'heartRate'],
  ['an end before its start', { endDate: '2024-01-15 09:59:59 +0000' }, 'badTimes', 'heartRate'],
  ['a length of a year', { endDate: '2025-01-15 09:59:59 +0000' }, 'badTimes', 'heartRate'],
  ['a type that nobody knows', { type: 'HKDataTypeSleepDurationGoal' }, 'unknownType', 'HKDataTypeSleepDurationGoal'],
  ['a unit of something else', { unit: 'kg' }, 'badUnit', 'heartRate kg'],
  ['no number', { value: '12,5' }, 'badValues', 'heartRate'],
  ['a number without end', { value: '1e999' }, 'badValues', 'heartRate'],
  ['an empty value', { value: '' }, 'badValues', 'heartRate'],
])('leaves out what has %s, and goes on', (_, wrong, code, subject) => {
  const broken = recordElement({ ...heartRate, ...wrong })
  const { samples, problems } = readExport(`${broken}${recordElement(heartRate)}${broken}`)
  expect(samples).toHaveLength(1)
  expect(problems).toEqual([{ code, subject, count: 2, offset: 66 }])
})

it('keeps an end that nobody knows only where things may go on', () => {
  const endDate = '4001-01-01 00:00:00 +0000'
  const pregnancy = recordElement({ type: 'HKCategoryTypeIdentifierPregnancy', endDate })
  const { samples, problems } = readExport(pregnancy + recordElement({ ...heartRate, endDate }))
  expect(samples.map(({ reading }) => reading.end)).toEqual([Date.UTC(4001, 0, 1)])
  expect(problems).toMatchObject([{ code: 'badTimes', subject: 'heartRate' }])
})

it('refuses what lacks the metadata that its type needs', () => {
  const { samples, problems } = readExport(
    recordElement({ type: 'HKQuantityTypeIdentifierInsulinDelivery', unit: 'IU', value: '2' }),
  )
  expect(samples).toEqual([])
  expect(problems).toMatchObject([{ code: 'badSamples', subject: 'insulinDelivery', count: 1 }])
})
