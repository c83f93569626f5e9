import { useState } from 'preact/hooks'
import { usePage } from '../components/context.js'
import { BlinkButton, BlinkValues } from './parts/blink-view.js'
import { PersonChoice } from './parts/person-choice.js'
import { SignalBars } from './parts/signal-bars.js'
import type { NearSensor } from './sensor-wire.js'
import { ago, typesText } from './words.js'

/** A sensor that was heard: paired by one click, told apart by its values. */
export const NearCard = ({ sensor }: { readonly sensor: NearSensor }) => {
  const { sensors, user } = usePage()
  const [owner, setOwner] = useState(user.value)
  const name = sensor.name ?? sensor.device
  const isAsking = sensors.asking.value.includes(sensor.device)
  const facts = [typesText(sensor.types), ago(sensor.lastSeen, sensors.present())].filter((fact) => fact !== '')
  return (
    <li class="card sensor" data-testid={`near-${sensor.device}`}>
      <strong class="name">{name}</strong>
      <div class="figures">
        {sensor.heartRate !== undefined && <span class="broadcast">{Math.round(sensor.heartRate)} bpm</span>}
        <SignalBars rssi={sensor.rssi} />
      </div>
      <div class="what">
        <span class="facts">{facts.join(' · ')}</span>
        <span class="facts address">{sensor.address}</span>
      </div>
      <BlinkValues device={sensor.device} />
      <div class="actions">
        <PersonChoice label={`Whose is ${name}?`} value={owner} onChoose={setOwner} />
        <BlinkButton device={sensor.device} name={name} />
        <button
          type="button"
          class="primary"
          disabled={isAsking}
          aria-label={`Pair ${name}`}
          onClick={() => void sensors.pair(sensor, owner)}
        >
          {isAsking ? 'Pairing …' : 'Pair'}
        </button>
      </div>
    </li>
  )
}
