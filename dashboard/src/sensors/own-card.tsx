import { useState } from 'preact/hooks'
import { usePage } from '../components/context.js'
import type { Device } from '../wire.js'
import { Advice } from './parts/advice.js'
import { Battery } from './parts/battery.js'
import { BlinkButton, BlinkValues } from './parts/blink-view.js'
import { OwnSettings } from './parts/own-settings.js'
import { PersonChoice } from './parts/person-choice.js'
import { SignalBars } from './parts/signal-bars.js'
import { type StateWords, wordsOf } from './state-words.js'
import { ago, batteryTone, batteryWarning, typesText } from './words.js'

const lastHeard = ({ lastData, lastSeen }: Device): string | undefined => lastData ?? lastSeen

const isSensor = ({ transport }: Device): boolean => transport === 'ble'

const makeOf = ({ manufacturer, model, firmware }: Device): string => {
  const make = [manufacturer, model].filter(Boolean).join(' ')
  return [make, firmware && `firmware ${firmware}`].filter(Boolean).join(', ')
}

const Facts = ({ device }: { readonly device: Device }) => {
  const { sensors } = usePage()
  const heard = lastHeard(device)
  const facts = [
    typesText(device.types),
    heard === undefined ? 'never heard' : `heard ${ago(heard, sensors.present())}`,
    isSensor(device) ? '' : 'over MQTT',
  ]
  return (
    <>
      <span class="facts">{facts.filter((fact) => fact !== '').join(' · ')}</span>
      {makeOf(device) !== '' && <span class="facts">{makeOf(device)}</span>}
    </>
  )
}

const Buttons = ({ device, name }: { readonly device: Device; readonly name: string }) => {
  const { sensors, dialog, forgetting } = usePage()
  return (
    <div class="actions">
      <PersonChoice
        label={`Whose is ${name}?`}
        value={device.user}
        onChoose={(user) => void sensors.change(device.id, { user })}
      />
      {isSensor(device) && <BlinkButton device={device.id} name={name} />}
      <button
        type="button"
        class="quiet"
        aria-label={`Forget ${name}`}
        onClick={() => {
          forgetting.value = device
          dialog.value = 'forget'
        }}
      >
        Forget…
      </button>
    </div>
  )
}

const Warning = ({ battery = 100 }: Pick<Device, 'battery'>) => {
  const text = batteryWarning(battery)
  return text === undefined ? null : <span class={`warning ${batteryTone(battery)}`}>{text}</span>
}

const Trouble = ({ words }: { readonly words: StateWords }) => {
  const { cause, mend } = words
  if (cause === undefined && mend === undefined) return null
  return (
    <div class="mend">
      {cause !== undefined && <p>{cause}</p>}
      {mend !== undefined && (
        <p>
          <Advice text={mend} />
        </p>
      )}
    </div>
  )
}

/** A device of ours: how it is, how to mend it, what can be set. */
export const OwnCard = ({ device }: { readonly device: Device }) => {
  const { sensors } = usePage()
  const [isOpen, setOpen] = useState(false)
  const name = device.name ?? device.id
  const words = wordsOf(device, sensors.present())
  return (
    <li class={`card sensor ${words.tone}`} data-testid={`own-${device.id}`}>
      <strong class="name">{name}</strong>
      <div class="figures">
        <Battery level={device.battery} />
        {isSensor(device) && <SignalBars rssi={device.rssi} />}
      </div>
      <div class="what">
        <span class={`link-state ${words.tone}`} data-testid="link-state">
          <span class="dot" aria-hidden="true" />
          {words.text}
        </span>
        <Facts device={device} />
        <Warning battery={device.battery} />
      </div>
      <Trouble words={words} />
      <BlinkValues device={device.id} />
      <Buttons device={device} name={name} />
      {isSensor(device) && (
        <details class="settings" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>Settings</summary>
          {isOpen && <OwnSettings device={device} />}
        </details>
      )}
    </li>
  )
}
