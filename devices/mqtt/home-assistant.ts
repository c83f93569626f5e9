import { type QuantityTypeName, quantityType } from '../../src/health/type.js'
import type { Topics } from './topics.js'

/** How Home Assistant wants to be told of a quantity. */
interface Presentation {
  readonly unit_of_meas?: string
  readonly dev_cla?: string
  readonly val_tpl?: string
}

const plainValue = '{{ value_json.value }}'

// By our canonical unit. Home Assistant draws a line only for what has a unit or a state class.
const presentations: Readonly<Record<string, Presentation>> = {
  '%': { unit_of_meas: '%', val_tpl: '{{ value_json.value * 100 if value_json.value is number else None }}' },
  W: { unit_of_meas: 'W', dev_cla: 'power' },
  'm/s': { unit_of_meas: 'm/s', dev_cla: 'speed' },
  m: { unit_of_meas: 'm', dev_cla: 'distance' },
  kg: { unit_of_meas: 'kg', dev_cla: 'weight' },
  degC: { unit_of_meas: '°C', dev_cla: 'temperature' },
  ms: { unit_of_meas: 'ms', dev_cla: 'duration' },
  min: { unit_of_meas: 'min', dev_cla: 'duration' },
}

const countsPerMinute = (type: QuantityTypeName): string => (/heartRate/i.test(type) ? 'bpm' : '1/min')

function presentationOf(type: QuantityTypeName): Presentation {
  const { unit } = quantityType(type)
  if (unit === 'count/min') return { unit_of_meas: countsPerMinute(type) }
  return presentations[unit] ?? (unit === 'count' ? {} : { unit_of_meas: unit })
}

/** `heartRate` as `Heart rate`. */
const inWords = (name: string): string => {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

// Identifiers may hold letters, digits, - and _ only.
const identifierOf = (user: string): string => `vitald_${user.replaceAll('.', '_')}`

/** Where Home Assistant looks for a person's discovery message. */
export const discoveryTopic = (user: string): string => `homeassistant/device/${identifierOf(user)}/config`

/** Who stopped the timer stands beside the state, so that what waits for `paused` works for either. */
const pauseAttribute = (topic: string) => ({
  json_attr_t: topic,
  json_attr_tpl: "{{ {'pausedBy': value_json.pausedBy | default(none)} | tojson }}",
})

/**
 * One device a person, one sensor a live type and one for the session: Home Assistant's device discovery (2024.11 on).
 *
 * @see https://www.home-assistant.io/integrations/mqtt/#device-discovery-payload
 */
export function discovery(topics: Topics, user: string, types: Iterable<QuantityTypeName>): object {
  const id = identifierOf(user)
  const sensor = (name: string, stateTopic: string) => ({
    p: 'sensor',
    name: inWords(name),
    uniq_id: `${id}_${name}`,
    stat_t: stateTopic,
  })
  const live = [...types].sort().map((type) => {
    const facts = { val_tpl: plainValue, stat_cla: 'measurement', ...presentationOf(type) }
    return [type, { ...sensor(type, topics.live(user, type)), ...facts }] as const
  })
  const topic = topics.session(user)
  const session = { ...sensor('workout', topic), val_tpl: '{{ value_json.state }}', ...pauseAttribute(topic) }
  return {
    dev: { ids: [id], name: `vitald ${user}`, mf: 'vitald' },
    o: { name: 'vitald' },
    cmps: { ...Object.fromEntries(live), workout: session },
    qos: 1,
  }
}
