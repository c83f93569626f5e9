import { fecMessage } from '../../profiles/vendor/fec.js'
import type { Characteristic, GattUuid } from '../../radio/radio.js'

/**
 * What a characteristic is good for: values in a steady flow, whose silence means something; values now and then; the
 * charge; or facts, read once a link (`reference: UUID table`).
 */
type Use = 'flow' | 'occasion' | 'battery' | 'fact'

const as = (use: Use, ...uuids: readonly GattUuid[]) => uuids.map((uuid) => [uuid, use] as const)

const uses: ReadonlyMap<GattUuid, Use> = new Map<GattUuid, Use>([
  ...as(
    'flow',
    '2A37',
    '2A5B',
    '2A63',
    '2A53',
    '2ACD',
    '2ACE',
    '2ACF',
    '2AD0',
    '2AD1',
    '2AD2',
    '2A5F',
    fecMessage.uuid,
  ),
  ...as('occasion', '2A1C', '2A9D', '2A9C', '2A35', '2A5E', '2AA7', '2ADA'),
  ...as('battery', '2A19'),
  // Device Information; where it is worn, and what else says what its values are of.
  ...as('fact', '2A29', '2A24', '2A25', '2A26', '2A27', '2A38', '2A5D', '2A54', '2A1D'),
])

const has = ({ flags }: Characteristic, ...any: readonly string[]): boolean => any.some((flag) => flags.includes(flag))

export const isTold = (each: Characteristic): boolean => has(each, 'notify', 'indicate')
const usedAs = (use: Use) => (each: Characteristic) => uses.get(each.uuid) === use

/** The characteristics of a sensor, by what is done with them. */
export interface Uses {
  /** Subscribed to, the important ones first. */
  readonly subscribed: readonly Characteristic[]
  /** Read once a link. */
  readonly facts: readonly Characteristic[]
  /** Read from time to time, for nobody tells their changes. */
  readonly polled: readonly Characteristic[]
  /** Whether its silence means nothing. */
  readonly isOccasional: boolean
  flows(characteristic: Characteristic): boolean
  readonly measuresHeart: boolean
}

export const usesOf = (all: readonly Characteristic[]): Uses => {
  const told = all.filter(isTold)
  const flow = told.filter(usedAs('flow'))
  const batteries = all.filter(usedAs('battery'))
  return {
    subscribed: [...flow, ...told.filter(usedAs('occasion')), ...batteries.filter(isTold)],
    facts: [...all.filter(usedAs('fact')), ...batteries].filter((each) => has(each, 'read')),
    polled: batteries.filter((each) => !isTold(each) && has(each, 'read')),
    isOccasional: flow.length === 0,
    flows: usedAs('flow'),
    measuresHeart: flow.some(({ uuid }) => uuid === '2A37'),
  }
}
