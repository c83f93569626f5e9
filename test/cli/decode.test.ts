import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { characteristics } from '../../devices/ble/profiles/characteristics.js'
import { singleVectors } from '../devices/ble/profiles/vectors.js'
import { isAccepted, recordSequences, sequences } from '../devices/ble/readings/rates/sequences.js'
import { runAlone } from './run-command.js'

const meanings = z.array(z.record(z.string(), z.unknown()))

const decode = (words: readonly string[]) => runAlone(['decode', ...words])

/** What `--json` prints. */
const decodeJson = async (words: readonly string[]) => {
  const { status, out, error } = await decode([...words, '--json'])
  expect({ status, error }).toEqual({ status: 0, error: '' })
  return meanings.parse(JSON.parse(out))
}

const timed = (notifications: readonly { readonly hex: string; readonly tMs: number }[]) =>
  notifications.map(({ hex, tMs }) => `${hex}@${tMs}`)

/** Numbers within 0.001, everything else exactly. */
const near = (expected: unknown): unknown => {
  if (typeof expected === 'number') return expect.closeTo(expected, 2.69)
  if (Array.isArray(expected)) return expected.map(near)
  if (typeof expected !== 'object' || expected === null) return expected
  return expect.objectContaining(Object.fromEntries(Object.entries(expected).map(([key, value]) => [key, near(value)])))
}

describe('vitald decode --json', () => {
  it.each(singleVectors)('tells $id: $note', async ({ characteristic, hex, decoded, error }) => {
    const [meaning, ...others] = await decodeJson([characteristic, hex])
    expect(others).toEqual([])
    if (decoded === null) expect(meaning).toEqual({ error })
    else expect(meaning).toEqual(near(decoded))
  })

  it.each(sequences)('tells the rates of $id', async ({ characteristic, wheelCircumferenceM, notifications }) => {
    const circumference =
      wheelCircumferenceM === undefined ? [] : ['--wheel-circumference', `${wheelCircumferenceM * 1_000}`]
    const steps = await decodeJson([characteristic, ...timed(notifications), ...circumference])
    expect(steps).toHaveLength(notifications.length)
    const missed = notifications.flatMap((notification, index) =>
      Object.entries(notification.expect ?? {})
        .filter(([name, expected]) => !isAccepted(steps[index]?.[name], expected))
        .map(([name]) => ({ index, name, is: steps[index]?.[name] })),
    )
    expect(missed).toEqual([])
  })

  it.each(recordSequences)(
    'puts the record of $id together',
    async ({ characteristic, notifications, expect: wanted }) => {
      const steps = await decodeJson([characteristic, ...timed(notifications)])
      const records = steps.flatMap(({ record }) => (record === undefined ? [] : [record]))
      expect(records).toEqual([wanted.record])
      expect(records).toHaveLength(wanted.records)
      expect(steps.at(-1)).toMatchObject({ instantaneousSpeedKmh: 25, moreData: false })
    },
  )

  it('changes nothing by what is malformed', async () => {
    const [, cut, next] = await decodeJson(['2A5B', '020a000004@0', '020b00@500', '020b000007@1000'])
    expect(cut).toEqual({ error: 'TRUNCATED' })
    expect(next?.cadenceRpm).toBeCloseTo(80)
  })

  it('goes on telling the rate of a pair that a payload leaves out', async () => {
    const words = ['2A5B', '020a000004@0', '020b000007@1000', '0101000000000c@1500', '0101000000000c@8000']
    const steps = await decodeJson(words)
    expect(steps.map(({ cadenceRpm }) => cadenceRpm)).toEqual([null, 80, 80, 0])
    expect(steps.map(({ distanceDeltaM }) => distanceDeltaM)).toEqual([undefined, undefined, 0, 0])
  })

  it('begins a record anew when the last one is too old', async () => {
    const steps = await decodeJson(['2AD2', '1100e80300@0', '0000c409@2500'])
    expect(steps.at(-1)?.record).toEqual({ instantaneousSpeedKmh: 25 })
  })

  it('uses 2,105 mm when no circumference is given', async () => {
    const steps = await decodeJson(['2A5B', '016400000000fc@0', '01680000000000@1000'])
    expect(steps.at(-1)).toMatchObject({ speedMps: 8.42, distanceDeltaM: 8.42 })
  })

  it('keeps all digits of an integer that a number cannot hold', async () => {
    const { out } = await decode(['PMD_DATA', '00ffffffffffffff7f006400009cffff', '--json'])
    expect(out).toContain('"timestampNs": 9223372036854775807,')
  })
})

describe('vitald decode', () => {
  it('is a table for each payload', async () => {
    const { status, out } = await decode(['heartRateMeasurement', '1048', '168abd01bf01@1200'])
    expect(status).toBe(0)
    expect(out).toBe(
      [
        'Heart Rate Measurement (2A37)',
        '',
        '1048',
        '  field                   value',
        '  heartRateBpm            72',
        '  sensorContactSupported  false',
        '  sensorContactDetected   –',
        '  rrIntervals1024         none',
        '  rrIntervalsMs           none',
        '',
        '168abd01bf01 at 1200 ms',
        '  field                   value',
        '  heartRateBpm            138',
        '  sensorContactSupported  true',
        '  sensorContactDetected   true',
        '  rrIntervals1024         445, 447',
        '  rrIntervalsMs           434.57, 436.523',
        '',
      ].join('\n'),
    )
  })

  it.each([
    '2a37',
    '0x2A37',
    '00002a37-0000-1000-8000-00805f9b34fb',
    'heart rate measurement',
    'heart-rate-measurement',
  ])('knows a characteristic as %s', async (name) => {
    expect((await decode([name, '10:48'])).out).toMatch(/^Heart Rate Measurement/)
  })

  it('lets no text of a sensor steer the terminal', async () => {
    const { out } = await decode(['2A29', Buffer.from('a\u001b[31mb').toString('hex')])
    expect(out).not.toContain('\u001b')
  })

  it('lists what it knows', async () => {
    const { status, out } = await decode(['--list'])
    expect(status).toBe(0)
    for (const { id, name } of characteristics) expect(out).toMatch(new RegExp(`^${id} +${name}$`, 'm'))
  })

  it.each([
    [[], /which characteristic/],
    [['2A37'], /which payloads/],
    [['2FFF', '00'], /2FFF is no characteristic/],
    [['__proto__', '00'], /is no characteristic/],
    [['2A37', '104'], /two hexadecimal digits/],
    [['2A37', '10zz'], /hexadecimal digits/],
    [['2A37', '1048@soon'], /HEX|@MS/],
    [['2A5B', '020a000004@5', '020a000004@4'], /in order/],
    [['2A5B', '020a000004', '--wheel-circumference', '100'], /from 130 to 3000/],
    [['2A37', '1048', '--wheel', '5'], /unknown option/],
  ])('ends with 2 for %j', async (words, message) => {
    const { status, error, out } = await decode(words)
    expect({ status, out }).toEqual({ status: 2, out: '' })
    expect(error).toMatch(message)
  })

  it('has help with an example', async () => {
    expect((await decode(['--help'])).out).toMatch(/EXAMPLE\s+vitald decode 2A5B/)
  })
})
