import type { NewQuantitySample, NewSample } from '../../src/health/sample.js'
import type { QuantityTypeName } from '../../src/health/type.js'

/** 2026-11-22T10:00:00Z. */
export const ten = Date.UTC(2026, 10, 22, 10)

type Facts = Partial<Omit<NewQuantitySample, 'kind'>>

/** A quantity of the type at an instant, by a watch. */
export const quantity = (
  type: QuantityTypeName,
  start: number,
  value: number,
  facts: Facts = {},
): NewQuantitySample => ({
  kind: 'quantity',
  type,
  start,
  end: start,
  value,
  source: 'watch',
  metadata: {},
  ...facts,
})

/** A heart rate at an instant, by a watch with a strap. */
export const beat = (start: number, value: number, facts: Facts = {}): NewQuantitySample =>
  quantity('heartRate', start, value, { device: 'strap', ...facts })

/** Steps over a span. */
export const steps = (start: number, end: number, value: number, facts: Facts = {}): NewQuantitySample =>
  quantity('stepCount', start, value, { end, ...facts })

/** The saved form of a sample. */
export const saved = <S extends NewSample>(sample: S, uuid: string | undefined): S & { uuid: string } => ({
  ...sample,
  uuid: uuid ?? '',
})
