import { inTimeOrder } from '../../health/exercise/timer.js'
import type { Sample } from '../../health/sample.js'
import type { QuantityTypeName } from '../../health/type.js'
import type { HealthStore } from '../../store/health-store.js'
import { type Quantity, quantitiesOf } from '../builder/quantity.js'
import { InTimeOrder, pagesOf } from '../builder/stored.js'
import type { SessionContext } from '../machine.js'
import { type Moment, MotionLine } from './motion-line.js'
import { motionTypes, tellsOfMotion } from './motion-types.js'

/** An amount of a longer time does not tell when something moved, ms. */
const longestMs = 30_000

/** The moments of a quantity: none where it lies beside the workout or is of too long a time. */
const momentOf = (quantity: Quantity, { start, end = Number.POSITIVE_INFINITY }: SessionContext): Moment[] => {
  const isOfWorkout = quantity.start >= start && quantity.end <= end && quantity.end - quantity.start <= longestMs
  return isOfWorkout ? [{ at: quantity.end, quantity }] : []
}

/** What the person did to the timer. */
export const togglesOf = ({ events, end = Number.POSITIVE_INFINITY }: SessionContext): readonly Moment[] =>
  inTimeOrder(events).flatMap(({ event, at }) =>
    at <= end && (event === 'pause' || event === 'resume') ? [{ at, toggle: event }] : [],
  )

/** What samples tell of motion in a workout. */
export const momentsOf = (samples: readonly Sample[], context: SessionContext): readonly Moment[] =>
  samples
    .filter(({ type }) => tellsOfMotion(context.activityType, type))
    .flatMap(quantitiesOf)
    .flatMap((quantity) => momentOf(quantity, context))

/** The quantities that the store holds of a workout and that tell of motion, in time order. Tells `read` each UUID. */
async function* storedQuantities(
  store: HealthStore,
  { user, activityType, start, end }: SessionContext,
  read?: (uuid: string) => void,
): AsyncGenerator<Quantity> {
  const types: readonly QuantityTypeName[] = motionTypes(activityType)
  const order = new InTimeOrder()
  for await (const samples of pagesOf(store, user, { types, start, end: end === undefined ? undefined : end + 1 })) {
    for (const { uuid } of samples) read?.(uuid)
    yield* order.add(samples)
  }
  yield* order.rest()
}

/** The motion of a workout as the store tells it. */
export const storedLine = async (
  store: HealthStore,
  context: SessionContext,
  read?: (uuid: string) => void,
): Promise<MotionLine> => {
  const line = new MotionLine(context.start)
  const toggles = [...togglesOf(context)]
  for await (const quantity of storedQuantities(store, context, read)) {
    for (let [first] = toggles; first && first.at <= quantity.start; [first] = toggles) {
      line.add(first)
      toggles.shift()
    }
    for (const moment of momentOf(quantity, context)) line.add(moment)
  }
  for (const toggle of toggles) line.add(toggle)
  return line
}

/** A session that has ended, with its motion as the store tells it, where that pauses it. */
export const withStoredMotion = async (store: HealthStore, context: SessionContext): Promise<SessionContext> => {
  const { autoPause, start, end = start } = context
  return autoPause ? { ...context, motion: (await storedLine(store, context)).eventsAt(end) } : context
}

/** Whether samples tell that something moves. */
export const hasMotion = (samples: readonly Sample[], context: SessionContext): boolean =>
  momentsOf(samples, context).some((moment) => 'quantity' in moment && moment.quantity.value > 0)

/** When something first moved in a workout that was only prepared; undefined when nothing did. Epoch ms. */
export const firstMotion = async (store: HealthStore, context: SessionContext): Promise<number | undefined> => {
  for await (const { value, start } of storedQuantities(store, context))
    if (value > 0 && start >= context.start) return start
  return undefined
}
