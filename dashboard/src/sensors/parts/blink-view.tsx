import { usePage } from '../../components/context.js'
import { valueText } from '../words.js'

/** A sensor's live values, large, while it shows them. */
export const BlinkValues = ({ device }: { readonly device: string }) => {
  const { sensors, now } = usePage()
  const { value: blink } = sensors.blink
  if (blink?.device !== device) return null
  const left = Math.max(0, Math.ceil(blink.seconds - (now.value - blink.startedAt) / 1000))
  const texts = Object.entries(blink.values).map(([type, value]) => valueText(type, value))
  return (
    <p class="blink" role="status" data-testid="blink">
      <span class="pulse" aria-hidden="true" />
      <strong>{texts.length === 0 ? 'Connecting …' : texts.join(' · ')}</strong>
      <span class="left" aria-hidden="true">
        {left} s
      </span>
    </p>
  )
}

interface BlinkButtonProps {
  readonly device: string
  readonly name: string
}

/** Lets a sensor show its live values, to find out which one it is. */
export const BlinkButton = ({ device, name }: BlinkButtonProps) => {
  const { sensors } = usePage()
  const isOn = sensors.blink.value?.device === device
  return (
    <button
      type="button"
      aria-pressed={isOn}
      aria-label={`Which one is ${name}? Show its live values`}
      onClick={() => (isOn ? sensors.stopBlink() : void sensors.startBlink(device))}
    >
      {isOn ? 'Stop' : 'Blink'}
    </button>
  )
}
