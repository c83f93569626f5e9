import type { Logger } from 'pino'
import type { Bluetooth, TrainerCommand } from '../../devices/ble/bluetooth.js'
import { HealthError } from '../health/error.js'
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

/** What is wished of a trainer and what it has agreed to, each as JSON. */
interface Wish {
  wanted: string
  agreed: string | undefined
  isUnderWay: boolean
}

/** Plans that steer trainers. */
export interface PlanSteering {
  /** Tries again what a trainer did not take. To be called about once a second. */
  check(): void
  stop(): void
}

const isOver = ({ state }: LiveWorkout): boolean => state === 'stopped' || state === 'ended'

const targetsOf = ({ plan }: LiveWorkout): readonly (PlannedTarget | undefined)[] => [
  plan !== undefined && 'target' in plan ? plan.target : undefined,
  plan !== undefined && 'secondaryTarget' in plan ? plan.secondaryTarget : undefined,
]

/** What the present step wants of a trainer: to hold a power, or nothing. */
function commandOf(workout: LiveWorkout): TrainerCommand {
  const [first, second] = isOver(workout) ? [] : targetsOf(workout)
  const power = powerOf(first) ?? powerOf(second)
  return power === undefined ? { mode: 'free' } : { mode: 'erg', targetPower: Math.round(power) }
}

const free = JSON.stringify({ mode: 'free' } satisfies TrainerCommand)

/**
 * Sends the power that a plan's step asks for to the person's trainer, when its settings allow control, and gives control
 * back when a step asks for none and at the end.
 */
export function steerByPlans({ sessions, bluetooth, devices, log }: SteeringParts): PlanSteering {
  const wishes = new Map<string, Wish>()
  const trainerOf = (user: string): string | undefined =>
    devices.all().find((device) => device.user === user && device.sensor?.settings.control === true)?.id

  const settle = async (device: string, wish: Wish): Promise<void> => {
    if (wish.isUnderWay || wish.wanted === wish.agreed) return
    const { wanted } = wish
    wish.isUnderWay = true
    try {
      await bluetooth.control(device, JSON.parse(wanted))
      wish.agreed = wanted
    } catch (error) {
      // Asking again does not make a machine stronger.
      const isFinal = error instanceof HealthError && error.code === 'invalidArgument'
      if (isFinal) log.warn({ device, reason: error.message }, 'a trainer cannot hold what the plan asks for')
      else log.debug({ device, err: error }, 'a trainer does not follow the plan')
      if (isFinal) wish.agreed = wanted
      return
    } finally {
      wish.isUnderWay = false
    }
    await settle(device, wish)
  }
  const steer = (workout: LiveWorkout): void => {
    if (workout.plan === undefined) return
    const device = trainerOf(workout.user)
    if (device === undefined) return
    // A trainer that was never asked for anything is not taken only to be given back.
    const wish = wishes.get(device) ?? { wanted: free, agreed: free, isUnderWay: false }
    wishes.set(device, wish)
    wish.wanted = JSON.stringify(commandOf(workout))
    void settle(device, wish)
  }
  return {
    check: () => {
      for (const [device, wish] of wishes) void settle(device, wish)
    },
    stop: sessions.subscribe(steer),
  }
}
