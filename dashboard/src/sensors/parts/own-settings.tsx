import { useState } from 'preact/hooks'
import { usePage } from '../../components/context.js'
import type { Device } from '../../wire.js'
import type { SensorSettings } from '../sensor-wire.js'

const standardWheel = 2105

/** Common tyres by ETRTO, mm around. */
const tyres = [
  ['700×23C', 2096],
  ['700×25C', 2105],
  ['700×28C', 2136],
  ['700×32C', 2155],
  ['700×38C', 2180],
  ['26×2.10', 2068],
  ['27.5×2.25', 2182],
  ['29×2.20', 2288],
] as const

const measures = ({ types = [] }: Device, wanted: readonly string[]): boolean =>
  types.some((type) => wanted.includes(type))

interface FieldProps {
  readonly settings: SensorSettings
  readonly save: (settings: SensorSettings) => void
}

const Wheel = ({ settings, save }: FieldProps) => {
  const [text, setText] = useState(String(settings.wheelCircumference ?? standardWheel))
  const millimetres = Number(text)
  const isGood = Number.isInteger(millimetres) && millimetres >= 130 && millimetres <= 3_000
  return (
    <form
      class="wheel"
      onSubmit={(event) => {
        event.preventDefault()
        if (isGood) save({ wheelCircumference: millimetres })
      }}
    >
      <label>
        <span>Wheel, mm around</span>
        <input
          type="number"
          inputMode="numeric"
          min="130"
          max="3000"
          list="tyres"
          value={text}
          aria-invalid={!isGood}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <datalist id="tyres">
        {tyres.map(([name, length]) => (
          <option key={name} value={length}>
            {name}
          </option>
        ))}
      </datalist>
      <button type="submit" disabled={!isGood || millimetres === settings.wheelCircumference}>
        Save
      </button>
      <p class="hint">From now on; what was recorded stays. A 700×25C tyre has 2105 mm.</p>
    </form>
  )
}

interface SwitchProps extends FieldProps {
  readonly name: 'control' | 'broadcastOnly'
  readonly label: string
}

const Switch = ({ settings, save, name, label }: SwitchProps) => (
  <label class="switch">
    <input
      type="checkbox"
      checked={settings[name] === true}
      onChange={(event) => save({ [name]: event.currentTarget.checked })}
    />
    <span>{label}</span>
  </label>
)

/** What can be said about a sensor; what does not fit it is not asked. */
export const OwnSettings = ({ device }: { readonly device: Device }) => {
  const { sensors } = usePage()
  const settings = device.settings ?? {}
  const save = (next: SensorSettings): void => void sensors.change(device.id, { settings: next })
  return (
    <div class="fields-list">
      {measures(device, ['cyclingSpeed', 'distanceCycling']) && <Wheel {...{ settings, save }} />}
      {measures(device, ['cyclingPower']) && (
        <Switch {...{ settings, save }} name="control" label="Let vitald set its resistance" />
      )}
      {measures(device, ['heartRate']) && (
        <Switch {...{ settings, save }} name="broadcastOnly" label="Only listen to its broadcast, never connect" />
      )}
      <p class="hint">Address {device.address}</p>
    </div>
  )
}
