import { signal } from '@preact/signals'
import type { Api } from '../api.js'
import { Problem } from '../problem.js'
import type { Trainer, TrainerCommand } from '../sensors/sensor-wire.js'
import type { StreamParts } from '../stream.js'
import type { Device } from '../wire.js'

export interface TrainerParts {
  readonly api: Api
  readonly stream: Pick<StreamParts, 'after'>
  readonly fail: (cause: unknown) => void
}

/** What is wished of a trainer and not asked for yet counts already. */
export interface TrainerView extends Trainer {
  readonly device: string
  readonly asking: boolean
}

const firstPower = 100
const [powerStep, powerMost] = [5, 2_000]
const [gradeStep, gradeMost] = [0.5, 25]
/** Several clicks are one wish. */
const gatherMs = 350

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value))

/** The command that is so many steps higher (or lower) than the one before: 5 W, or half a percent. */
export const stepped = ({ command, power }: Trainer, steps: number): TrainerCommand => {
  if (command?.mode === 'simulation')
    return { mode: 'simulation', grade: clamp(command.grade + steps * gradeStep, -gradeMost, gradeMost) }
  const before = command?.mode === 'erg' ? command.targetPower : firstPower
  const wanted = Math.round(before / powerStep) * powerStep + steps * powerStep
  return { mode: 'erg', targetPower: clamp(wanted, power?.minimum ?? 0, power?.maximum ?? powerMost) }
}

/** The command that a mode begins with. */
export const begun = (mode: 'erg' | 'simulation' | 'free', { command, power }: Trainer): TrainerCommand => {
  if (mode === 'simulation') return { mode, grade: 0 }
  if (mode === 'free') return { mode }
  return stepped({ command: command?.mode === 'erg' ? command : undefined, power }, 0)
}

/** Whether a device of ours can be controlled from here. */
export const isControllable = ({ settings, state }: Device): boolean =>
  settings?.control === true && state === 'streaming'

/** What a person asks of the trainer, gathered and sent one after the other. */
export const createTrainerControl = ({ api, stream, fail }: TrainerParts) => {
  const current = signal<TrainerView | undefined>(undefined)
  let cancel = (): void => undefined
  let wishes = 0

  const tell = (cause: unknown): undefined => {
    fail(cause)
    return undefined
  }
  // What is no trainer has none of this.
  const unlessNone = (cause: unknown): undefined =>
    cause instanceof Problem && cause.status === 404 ? undefined : tell(cause)

  const load = async (device: string): Promise<void> => {
    const told = await api.trainer(device).catch(unlessNone)
    if (wishes === 0) current.value = told && { ...told, device, asking: false }
  }
  const send = async (device: string, command: TrainerCommand): Promise<void> => {
    const mine = wishes
    const told = await api.controlTrainer(device, command).catch(tell)
    // A later wish is on its way already.
    if (mine !== wishes) return
    wishes = 0
    if (told) current.value = { ...told, device, asking: false }
    else await load(device)
  }
  const wish = (command: TrainerCommand): void => {
    if (current.value === undefined) return
    const { device } = current.value
    wishes += 1
    current.value = { ...current.value, command, asking: true }
    cancel()
    cancel = stream.after(gatherMs, () => void send(device, command))
  }

  return { current, load, wish }
}
