import { expect, it } from 'vitest'
import { attributesOf, readExport, recordElement } from './read-export.js'

const times = { startDate: '2024-01-15 10:00:00 +0000', endDate: '2024-01-15 10:00:00 +0000' }
const correlation = (type: string, children: string, more: Readonly<Record<string, string>> = {}): string => {
  const facts = { type: `HKCorrelationTypeIdentifier${type}`, sourceName: 'Cuff', ...times, ...more }
  return `<Correlation${attributesOf(facts)}>${children}</Correlation>`
}
const quantity = (name: string, value: string, unit: string, children = ''): string =>
  recordElement({ type: `HKQuantityTypeIdentifier${name}`, sourceName: 'Cuff', unit, value }, children)

const zone = '<MetadataEntry key="HKTimeZone" value="Europe/Berlin"/>'
const systolic = quantity('BloodPressureSystolic', '120', 'mmHg', zone)
const diastolic = quantity('BloodPressureDiastolic', '80', 'mmHg', zone)

it('gives a blood pressure with its two members in it, which are no samples beside it', () => {
  const { samples, problems } = readExport(correlation('BloodPressure', systolic + diastolic))
  expect(problems).toEqual([])
  expect(samples.map(({ reading }) => reading)).toMatchObject([
    {
      ...{ kind: 'correlation', type: 'bloodPressure', timeZone: 'Europe/Berlin' },
      objects: [
        { kind: 'quantity', type: 'bloodPressureSystolic', value: 120, timeZone: 'Europe/Berlin' },
        { kind: 'quantity', type: 'bloodPressureDiastolic', value: 80, timeZone: 'Europe/Berlin' },
      ],
    },
  ])
})

it('says of a member the same as of the record that lists it again', () => {
  const { samples } = readExport(systolic + correlation('BloodPressure', systolic + diastolic))
  const [alone, pressure] = samples.map(({ reading }) => reading)
  expect(pressure?.kind === 'correlation' ? pressure.objects[0] : undefined).toEqual(alone)
})

it('gives a food with its metadata and what measured its members', () => {
  const device = '<<HKDevice: 0x1>, name:Scale, manufacturer:Acme>'
  const energy = { type: 'HKQuantityTypeIdentifierDietaryEnergyConsumed', unit: 'Cal', value: '90', device }
  const name = '<MetadataEntry key="HKFoodType" value="Apple"/>'
  const { samples } = readExport(correlation('Food', name + recordElement(energy)))
  expect(samples).toMatchObject([
    {
      reading: {
        type: 'food',
        metadata: { foodType: 'Apple' },
        objects: [{ type: 'dietaryEnergyConsumed', value: 90 }],
      },
      origin: { source: { name: 'Cuff' }, device: { name: 'Scale', manufacturer: 'Acme' } },
    },
  ])
})

it.each([
  ['half a blood pressure', correlation('BloodPressure', systolic), 'badSamples', 'bloodPressure'],
  ['a food of nothing', correlation('Food', ''), 'badSamples', 'food'],
  ['a food of blood', correlation('Food', systolic), 'badSamples', 'food bloodPressureSystolic'],
  ['what nobody knows', correlation('Horoscope', systolic), 'unknownType', 'HKCorrelationTypeIdentifierHoroscope'],
  ['a quantity', correlation('x', '', { type: 'bloodPressure' }), 'unknownType', 'bloodPressure'],
  ['what has no time', correlation('Food', systolic, { startDate: '' }), 'badTimes', 'food'],
])('leaves out %s', (_, element, code, subject) => {
  const { samples, problems } = readExport(element)
  expect(samples).toEqual([])
  expect(problems[0]).toMatchObject({ code, subject })
})
