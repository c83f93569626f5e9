import { describe, expect, it } from 'vitest'
import { mappingEntrySchema } from '../../../../devices/mqtt/foreign/mapping-entry.js'
import { defaultConfig, parseConfig } from '../../../../src/config.js'

const parse = (...mappings: readonly unknown[]) =>
  parseConfig(defaultConfig('/data'), [{ name: 'vitald.json', values: { mqtt: { mappings } } }])
const faultsOf = (...mappings: readonly unknown[]): string => {
  try {
    parse(...mappings)
    return ''
  } catch (error) {
    return error instanceof Error ? error.message : ''
  }
}
const good = { topic: 'home/+/ble/hr', device: '$1', type: 'heartRate', unit: 'count/min', value: '$.hr', time: '$.ts' }

describe('mappings in the configuration', () => {
  it('are names, names with what is to be different, and mappings', () => {
    const { mappings } = parse('theengs', { use: 'openrowingmonitor', workouts: true }, good).mqtt
    expect(mappings).toEqual([
      { use: 'theengs', workouts: false },
      { use: 'openrowingmonitor', workouts: true },
      { topic: good.topic, device: '$1', values: [expect.objectContaining({ type: 'heartRate', value: '$.hr' })] },
    ])
  })

  it('take the full names of types', () => {
    expect(mappingEntrySchema.parse({ ...good, type: 'HKQuantityTypeIdentifierHeartRate' })).toMatchObject({
      values: [{ type: 'heartRate' }],
    })
  })

  it('stop the start when they are wrong, and every fault is named where it is', () => {
    const text = faultsOf(
      'thengs',
      { ...good, unit: 'kg', valeu: '$' },
      { use: 'qz', workout: true },
      { ...good, topic: 'a/#/b' },
    )
    expect(text).toMatch(/mqtt\.mappings\.0 is none of the ready mappings: bangle, .*\(vitald\.json\)/)
    expect(text).toMatch(/mqtt\.mappings\.1\.valeu is not a known key \(vitald\.json\)/)
    expect(text).toMatch(/mqtt\.mappings\.2\.workout is not a known key/)
    expect(text).toMatch(/mqtt\.mappings\.3\.topic is not a topic/)
  })

  it.each([
    [{ unit: 'kg' }, 'unit'],
    [{ type: 'sleepAnalysis' }, 'type'],
    [{ type: 'appleExerciseTime', unit: 'min' }, 'unit'],
    [{ value: 'hr' }, 'value'],
    [{ device: '$2' }, 'device'],
    [{ device: 'Not A Slug' }, 'device'],
    [{ value: '$3' }, 'value'],
    [{ counts: 'total' }, 'counts'],
    [{ when: { of: '$.a' } }, 'when'],
    [{ when: { of: '$.a', matches: '(' } }, 'when'],
    [{ end: '$.b', duration: 5 }, 'duration'],
    [{ scale: 0 }, 'scale'],
    [{ events: [{ event: 'start', when: { of: '$.a', is: 1 } }] }, 'events.0.activityType'],
    [{ publishers: ['Not A Slug'] }, 'publishers.0'],
    [{ values: [] }, 'values'],
  ])('with %j point at %s', (wrong, key) => {
    expect(faultsOf({ ...good, ...wrong })).toContain(`mqtt.mappings.0.${key}`)
  })

  it('need something to read', () => {
    expect(faultsOf({ topic: 'a', device: 'b' })).toContain('mqtt.mappings.0.value is needed')
  })
})
