import type { QuantityTypeName } from './type.js'

const powerTypes: ReadonlySet<QuantityTypeName> = new Set(['cyclingPower', 'runningPower'])

/** How long a reading of this type holds when no next one comes, ms; then there is a gap (design/metrics.md). */
export const holdLimitMs = (type: QuantityTypeName): number => (powerTypes.has(type) ? 10_000 : 30_000)

/** How long the last reading of a stream holds, ms. */
export const lastHoldMs = 1_000
