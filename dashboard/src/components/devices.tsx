import { devicesHash } from '../route.js'
import { wordsOf } from '../sensors/state-words.js'
import { batteryTone } from '../sensors/words.js'
import type { Device } from '../wire.js'
import { usePage } from './context.js'

const Level = ({ battery }: { readonly battery: number | undefined }) =>
  battery === undefined ? null : (
    <span class={`battery ${batteryTone(battery)}`}>
      <span class="unseen">battery </span>
      {Math.round(battery)} %
    </span>
  )

const DeviceChip = ({ device }: { readonly device: Device }) => {
  const { sensors } = usePage()
  const { tone, text } = wordsOf(device, sensors.present())
  return (
    <li>
      <a class={`device ${tone}`} href={devicesHash}>
        <span class="dot" aria-hidden="true" />
        <span class="name">{device.name ?? device.id}</span>
        <span class="note">{text.toLowerCase()}</span>
        <Level battery={device.battery} />
      </a>
    </li>
  )
}

/** The person's devices: which are on, and how full their batteries are. */
export const Devices = () => {
  const { live, user } = usePage()
  const own = Object.values(live.value.devices).filter((device) => device.user === user.value)
  if (own.length === 0) return null
  return (
    <ul class="devices" aria-label="Devices">
      {own.map((device) => (
        <DeviceChip key={device.id} device={device} />
      ))}
    </ul>
  )
}

/** For who has no device yet: how to get one in. */
export const NoDevice = () => {
  const { user } = usePage()
  return (
    <section class="card message" data-testid="no-device">
      <h2>No device yet</h2>
      <p>
        Straps, trainers, power meters and scales are found <a href={devicesHash}>among the devices</a> and paired by
        one click.
      </p>
      <dl class="ways">
        <div>
          <dt>A watch or sensor that speaks MQTT</dt>
          <dd>
            <code>vitald devices add my-watch --user {user}</code>
          </dd>
        </div>
        <div>
          <dt>Nothing at hand? See it work</dt>
          <dd>
            <code>vitald demo</code>
          </dd>
        </div>
      </dl>
    </section>
  )
}
