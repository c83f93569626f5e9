import { expect, it } from 'vitest'
import { isAppleHealth } from '../../../src/exchange/apple/apple-format.js'

const bytes = (text: string, encoding: BufferEncoding = 'utf8'): Uint8Array => Buffer.from(text, encoding)

it.each([
  ['begins with its root', bytes('<HealthData locale="en_US">')],
  ['declares its type before the root', bytes('<?xml version="1.0"?>\n<!DOCTYPE HealthData [\n<!-- Version: 14 -->')],
  ['is in UTF-16', bytes('\ufeff<HealthData>', 'utf16le')],
])('knows an export that %s', (_, start) => {
  expect(isAppleHealth(start)).toBe(true)
})

it.each(['<gpx version="1.1">', '<HealthDatabase>', 'HealthData', ''])('takes %j for no export', (start) => {
  expect(isAppleHealth(bytes(start))).toBe(false)
})
