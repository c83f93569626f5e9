import type { DeviceFields } from '../devices/shapes.js'
import { type Finding, ok, warning } from './check.js'

const linkFaults: readonly string[] = ['connectFailed', 'notConnected', 'timeout']
const attemptsThatTell = 3

const held =
  'end its connection to a watch, phone or other program; when there is none, the adapter refuses what it asks of the link: try another adapter, or a newer kernel'
const asleep =
  'wear it and wet its contacts (it sleeps off the skin), come nearer, end its connection to a watch or phone'

/** Whether it is heard and links to it fail, again and again: what it asks of the link is refused, or it is held. */
const isRejected = ({ attempts = 0, rssi, lastError }: DeviceFields): boolean =>
  attempts >= attemptsThatTell && rssi !== undefined && linkFaults.includes(lastError?.code ?? '')

/** How it goes with a sensor of the running daemon. */
export function checkSensor(sensor: DeviceFields): Finding {
  const { id, state = 'unknown', rssi, battery, advice, lastError } = sensor
  if (state === 'streaming' || state === 'listening') {
    const facts = [state, rssi === undefined ? '' : `${rssi} dBm`, battery === undefined ? '' : `battery ${battery} %`]
    const weak = battery !== undefined && battery <= 10
    const detail = facts.filter(Boolean).join(', ')
    return weak ? warning(id, detail, 'a new battery, soon') : ok(id, detail)
  }
  if (isRejected(sensor)) return warning(id, 'it is heard, but every link to it ends at once', held)
  if (state === 'searching' || (state === 'waiting' && lastError === undefined))
    return warning(id, 'it is not heard: asleep, away, or held by another program or watch', asleep)
  const detail = lastError === undefined ? state : `${state}: ${lastError.detail}`
  return warning(id, detail, lastError?.remedy ?? advice ?? 'wait a little; it is connected by itself')
}
