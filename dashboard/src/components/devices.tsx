import type { Device } from '../wire.js'
import { usePage } from './context.js'

const DeviceChip = ({ device }: { readonly device: Device }) => (
  <li class={`device ${device.status}`}>
    <span class="dot" aria-hidden="true" />
    <span class="name">{device.name ?? device.id}</span>
    <span class="note">
      {device.status === 'unknown' ? 'not heard yet' : device.status}
      {device.battery === undefined ? '' : ` · ${Math.round(device.battery)} %`}
    </span>
  </li>
)

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
      <p>Add the sensor or watch that should be seen here:</p>
      <dl class="ways">
        <div>
          <dt>A watch or sensor that speaks MQTT</dt>
          <dd>
            <code>vitald devices add my-watch --user {user}</code>
          </dd>
        </div>
        <div>
          <dt>A Bluetooth strap, trainer or power meter</dt>
          <dd>
            <code>vitald scan</code> then <code>vitald pair DEVICE --user {user}</code>
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
