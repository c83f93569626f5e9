import { useEffect } from 'preact/hooks'
import { usePage } from '../components/context.js'
import { ForgetDialog } from '../sensors/forget-dialog.js'
import { NearList, ScanButton } from '../sensors/near-list.js'
import { OwnCard } from '../sensors/own-card.js'
import { BluetoothNotice } from '../sensors/parts/bluetooth-notice.js'
import type { Device } from '../wire.js'

interface OwnListProps {
  readonly title: string
  readonly devices: readonly Device[]
}

const OwnList = ({ title, devices }: OwnListProps) => {
  if (devices.length === 0) return null
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <ul class="sensors">
        {devices.map((device) => (
          <OwnCard key={device.id} device={device} />
        ))}
      </ul>
    </section>
  )
}

const NoneYet = () => (
  <p class="empty" data-testid="none-yet">
    No device is paired yet. Look for sensors, or register one that speaks MQTT:{' '}
    <code>vitald devices add my-watch</code>
  </p>
)

/** Every device: ours, others’, and what is near. */
export const DevicesView = () => {
  const { sensors, live, user } = usePage()
  useEffect(() => sensors.follow(), [])
  const devices = Object.values(live.value.devices).sort((a, b) => (a.id < b.id ? -1 : 1))
  const of = (isWanted: (device: Device) => boolean) => devices.filter(isWanted)
  return (
    <div class="devices-view">
      <div class="section-head">
        <h1>Devices</h1>
        <ScanButton />
      </div>
      <BluetoothNotice />
      <NearList />
      {devices.length === 0 && <NoneYet />}
      <OwnList title="Yours" devices={of((device) => device.user === user.value)} />
      <OwnList title="Nobody’s yet" devices={of((device) => device.user === undefined)} />
      <OwnList
        title="Other people’s"
        devices={of((device) => device.user !== undefined && device.user !== user.value)}
      />
      <ForgetDialog />
    </div>
  )
}
