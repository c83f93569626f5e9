import { usePage } from '../../components/context.js'
import { sentence } from '../words.js'
import { Advice } from './advice.js'

/** What keeps Bluetooth from working, and the way out. */
export const BluetoothNotice = () => {
  const { value: state } = usePage().sensors.bluetooth
  if (state === undefined || state.ok) return null
  return (
    <section class="notice" role="status" data-testid="bluetooth-notice">
      <h2>{state.adapters.length === 0 ? 'No Bluetooth adapter' : 'Bluetooth is not ready'}</h2>
      {state.reason !== undefined && (
        <p>
          <Advice text={sentence(state.reason)} />
        </p>
      )}
      <p>
        <code>vitald doctor</code> looks closer and says how to mend it. Sensors come back by themselves.
      </p>
    </section>
  )
}
