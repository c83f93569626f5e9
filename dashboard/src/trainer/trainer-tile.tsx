import { useEffect } from 'preact/hooks'
import { usePage } from '../components/context.js'
import type { TrainerCommand } from '../sensors/sensor-wire.js'
import { begun, isControllable, stepped, type TrainerView } from './trainer-control.js'

const modes = [
  ['erg', 'Power'],
  ['simulation', 'Grade'],
  ['free', 'Free'],
] as const

const targetText = (command: TrainerCommand | undefined): readonly [value: string, unit: string] => {
  if (command?.mode === 'erg') return [String(Math.round(command.targetPower)), 'W']
  if (command?.mode === 'simulation') return [command.grade.toFixed(1), '%']
  return command?.mode === 'resistance' ? [String(command.level), 'level'] : ['Free', '']
}

const Modes = ({ view }: { readonly view: TrainerView }) => {
  const { trainer } = usePage()
  const current = view.command?.mode ?? 'free'
  return (
    <fieldset class="options">
      <legend class="unseen">What the trainer holds</legend>
      {modes.map(([mode, label]) => (
        <label class="option" key={mode}>
          <input
            type="radio"
            name="trainer-mode"
            checked={current === mode}
            onChange={() => trainer.wish(begun(mode, view))}
          />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  )
}

interface StepProps {
  readonly view: TrainerView
  readonly steps: 1 | -1
}

const Step = ({ view, steps }: StepProps) => {
  const { trainer } = usePage()
  const isGrade = view.command?.mode === 'simulation'
  const label = `${steps > 0 ? 'More' : 'Less'}: ${isGrade ? '0.5 percent' : '5 watts'}`
  return (
    <button type="button" class="step" aria-label={label} onClick={() => trainer.wish(stepped(view, steps))}>
      {steps > 0 ? '+' : '−'}
      {isGrade ? '0.5' : '5'}
    </button>
  )
}

const Target = ({ view }: { readonly view: TrainerView }) => {
  const [value, unit] = targetText(view.command)
  const canStep = view.command?.mode === 'erg' || view.command?.mode === 'simulation'
  return (
    <div class="target">
      {canStep && <Step view={view} steps={-1} />}
      <output class={view.asking ? 'asking' : ''} aria-live="polite" data-testid="trainer-target">
        <span class="value">{value}</span> <span class="unit">{unit}</span>
      </output>
      {canStep && <Step view={view} steps={1} />}
    </div>
  )
}

/** What the trainer holds: a power or a grade, a little more or less at a time. */
export const TrainerTile = () => {
  const { live, user, trainer } = usePage()
  const device = Object.values(live.value.devices).find((one) => one.user === user.value && isControllable(one))
  useEffect(() => {
    if (device) void trainer.load(device.id)
  }, [device?.id])
  const { value: view } = trainer.current
  if (device === undefined || view?.device !== device.id) return null
  return (
    <section class="card trainer" aria-label="Trainer" data-testid="trainer">
      <div class="what">
        <h2>Trainer</h2>
        <span class="muted">{device.name ?? device.id}</span>
      </div>
      <Target view={view} />
      <Modes view={view} />
    </section>
  )
}
