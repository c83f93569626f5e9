import type { Logger } from 'pino'
import type { Bluetooth, TrainerCommand } from '../../devices/ble/bluetooth.js'
import type { PlannedTarget } from '../health/exercise/followed-plan.js'
import type { LiveWorkout } from '../health/workout.js'
import type { Devices } from '../ingest/device.js'
import { powerOf } from '../plans/target.js'
import type { Sessions } from '../session/sessions.js'

/** What it takes to let a plan's steps tell a trainer what to hold. */
export interface SteeringParts {
  readonly sessions: Pick<Sessions, 'subscribe'>
  readonly bluetooth: Pick<Bluetooth, 'control'>
  readonly devices: Pick<Devices, 'all'>
  readonly log: Logger
}

/** What a trainer was asked last, and for which workout. */
interface Asked {
  readonly workout: string
  readonly wish: string
  isUnderWay: boolean
}

const isOver = ({ state }: LiveWorkout): boolean => state === 'stopped' || state === 'ended'

const targetOf = ({ plan }: LiveWorkout): PlannedTarget | undefined =>
  plan !== undefined && 'target' in plan ? plan.target : undefined

/** What the present step wants of a trainer: to hold a power, or nothing. */
function commandOf(workout: LiveWorkout): TrainerCommand {
  const target = isOver(workout) ? undefined : targetOf(workout)
  const power = powerOf(target)
  return power === undefined ? { mode: 'free' } : { mode: 'erg', targetPower: Math.round(power) }
}

/**
 * Sends the power that a plan's step asks for to the person's trainer, when its settings allow control, and gives control
 * back when a step asks for none and at the end. What the trainer did not take is tried again with the next figures.
 * Returns the function that ends it.
 */
export function steerByPlans({ sessions, bluetooth, devices, log }: SteeringParts): () => void {
  const asked = new Map<string, Asked>()
  const trainerOf = (user: string): string | undefined =>
    devices.all().find((device) => device.user === user && device.sensor?.settings.control === true)?.id

  const ask = async (device: string, workout: string, command: TrainerCommand): Promise<void> => {
    const wish: Asked = { workout, wish: JSON.stringify(command), isUnderWay: true }
    asked.set(device, wish)
    try {
      await bluetooth.control(device, command)
    } catch (error) {
      asked.delete(device)
      log.debug({ device, err: error }, 'a trainer does not follow the plan')
    } finally {
      wish.isUnderWay = false
    }
  }
  const steer = (workout: LiveWorkout): void => {
    if (workout.plan === undefined) return
    const device = trainerOf(workout.user)
    if (device === undefined) return
    const command = commandOf(workout)
    const last = asked.get(device)
    // A trainer that was never asked for anything is not taken only to be given back.
    if (last === undefined && command.mode === 'free') return
    if (last?.isUnderWay || (last?.workout === workout.id && last.wish === JSON.stringify(command))) return
    void ask(device, workout.id, command)
    if (isOver(workout)) asked.delete(device)
  }
  return sessions.subscribe(steer)
}
