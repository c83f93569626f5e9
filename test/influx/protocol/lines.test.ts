import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  floatField,
  integerField,
  line,
  seriesText,
  speakable,
  stringField,
} from '../../../src/influx/protocol/lines.js'
import { readLine } from '../line-reader.js'

const name = fc.string({ minLength: 1, unit: 'grapheme' })

describe('a line', () => {
  it('says what the point is', () => {
    const series = seriesText({
      measurement: 'heartRate',
      tags: [
        ['source', 'watch'],
        ['user', 'me'],
      ],
    })
    expect(line(series, `${floatField('value', 142)},${stringField('workout', 'w1')}`, 1_700_000_000_000)).toBe(
      'heartRate,source=watch,user=me value=142,workout="w1" 1700000000000',
    )
  })

  it('leaves a tag without a value out', () => {
    expect(
      seriesText({
        measurement: 'steps',
        tags: [
          ['device', undefined],
          ['source', ''],
        ],
      }),
    ).toBe('steps')
  })

  it('escapes what the grammar would read as its own', () => {
    const series = seriesText({ measurement: 'a b,c=d', tags: [['k e', 'v=1, 2']] })
    expect(line(series, stringField('f,g', 'say "hi" \\ bye'), 0)).toBe(
      'a\\ b\\,c=d,k\\ e=v\\=1\\,\\ 2 f\\,g="say \\"hi\\" \\\\ bye" 0',
    )
  })

  it('keeps a key in one piece that has a backslash or a line break', () => {
    expect(speakable('a\\b\nc')).toBe('a_b_c')
  })

  it('says every finite number as it is, and rounds the time to a whole millisecond', () => {
    expect(floatField('value', 1e-7)).toBe('value=1e-7')
    expect(integerField('lap', 3.7)).toBe('lap=3i')
    expect(line('a', 'b=1', 12.6)).toBe('a b=1 13')
  })

  it('is read back as it was meant, whatever its names and texts are', () => {
    const double = fc.double({ noNaN: true, noDefaultInfinity: true })
    const point = fc.record({
      measurement: name,
      key: name,
      tag: name,
      text: fc.string({ unit: 'grapheme' }),
      value: double,
      whole: fc.integer(),
      at: fc.integer(),
    })
    fc.assert(
      fc.property(point, ({ measurement, key, tag, text, value, whole, at }) => {
        const fields = [floatField('value', value), stringField('text', text), integerField('whole', whole)].join(',')
        const read = readLine(line(seriesText({ measurement, tags: [[key, tag]] }), fields, at))
        expect(read).toEqual({
          measurement: speakable(measurement),
          tags: { [speakable(key)]: speakable(tag) },
          fields: { value: value === 0 ? 0 : value, text, whole: BigInt(whole) },
          at: at === 0 ? 0 : at,
        })
      }),
    )
  })
})
