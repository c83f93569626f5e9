import type { Reading } from '../../src/health/sample.js'

export const noon = Date.UTC(2026, 4, 1, 12)

/** One heart rate, `second` seconds past noon. */
export const beat = (value: number, second = 0, facts: Partial<Reading> = {}): Reading =>
  ({
    kind: 'quantity',
    type: 'heartRate',
    start: noon + second * 1_000,
    end: noon + second * 1_000,
    value,
    metadata: {},
    ...facts,
  }) as Reading

export const watts = (values: readonly number[]): Reading => ({
  kind: 'series',
  type: 'cyclingPower',
  start: noon,
  end: noon + (values.length - 1) * 1_000,
  times: values.map((_, index) => noon + index * 1_000),
  values,
  metadata: {},
})
