import { assign, fromPromise, setup } from 'xstate'
import {
  activityAt,
  activitySpans,
  type RecordedActivity,
  withBegun,
  withEnded,
} from '../health/exercise/activities.js'
import { isPausedAt, lastToggle } from '../health/exercise/timer.js'
import type { WorkoutActivityTypeName } from '../health/type.js'
import type {
  FinishStep,
  SessionEventName,
  SwimmingLocation,
  WorkoutConfiguration,
  WorkoutEvent,
  WorkoutLocation,
  WorkoutMetadata,
  ZoneBorders,
} from '../health/workout.js'
import type { Plan } from '../plans/plan.js'

/** What a session is made from. `start` is epoch ms; `live` is false when it replays a workout of the past. */
export interface SessionInput {
  readonly id: string
  readonly user: string
  readonly source: string
  readonly activityType: WorkoutActivityTypeName
  readonly location: WorkoutLocation
  readonly swimmingLocation?: SwimmingLocation | undefined
  readonly lapLength?: number | undefined
  /** Seconds without pauses after which a lap ends by itself. */
  readonly lapTime?: number | undefined
  readonly plan?: Plan | undefined
  /** The workout's own, before those of the person. */
  readonly zones?: ZoneBorders | undefined
  readonly start: number
  readonly live: boolean
}

/** All that a session knows about itself, as plain JSON. `end` is there once it was stopped, `steps` once it is drained. */
export interface SessionContext extends SessionInput {
  readonly end?: number | undefined
  readonly events: readonly WorkoutEvent[]
  /** Those that were begun, oldest first. */
  readonly activities?: readonly RecordedActivity[] | undefined
  readonly steps?: readonly FinishStep[] | undefined
  /** What took over from the one that began, the last one: a slug. */
  readonly recorder?: string | undefined
}

type CommandName = SessionEventName | 'prepare'

type ActivityConfiguration = {
  readonly [Fact in keyof WorkoutConfiguration]?: WorkoutConfiguration[Fact] | undefined
} & {
  readonly zones?: ZoneBorders | undefined
}

/** What a command may say besides its name and its time. */
export interface CommandDetails {
  /** Of an activity that begins; what is left out is as in the workout's own. */
  readonly configuration?: ActivityConfiguration | undefined
  readonly metadata?: WorkoutMetadata | undefined
  /** Of a lap or a segment with a length: when it is over, epoch ms. */
  readonly end?: number | undefined
}

type CommandsByName = {
  readonly [Name in CommandName]: CommandDetails & { readonly type: Name; readonly at: number }
}

/** What was asked, and when it happened, epoch ms. */
export type SessionCommand = CommandsByName[CommandName]

/** The fact that a replay has reached the present. */
interface CaughtUp {
  readonly type: 'catchUp'
}

/** The fact that nobody has been heard of for too long. `at` is when somebody was, epoch ms. */
interface Orphaned {
  readonly type: 'orphan'
  readonly at: number
}

/** The fact that another device goes on with the recording. */
interface HandedOver {
  readonly type: 'handOver'
  readonly source: string
}

/** Everything that can happen to a session. */
export type SessionTransition = SessionCommand | CaughtUp | Orphaned | HandedOver

/** Which session is to be drained or saved. */
export interface SavedSession {
  readonly id: string
}

/** What a command adds to the record. HealthKit knows no event for a plan's next step, so that is a segment's border. */
const recorded = ({ type: event, at, end, metadata }: SessionCommand): readonly WorkoutEvent[] => {
  if (event === 'next') return [{ event: 'segment', at, metadata: { next: true } }]
  if (event === 'pause' || event === 'resume' || event === 'lap' || event === 'segment' || event === 'marker')
    return [{ event, at, ...(end !== undefined && { end }), ...(metadata && { metadata }) }]
  return []
}

// HealthKit leaves it to the app to toggle the timer when the device's button asks for it; here the engine is the app.
const toggled = (event: 'pause' | 'resume', at: number): readonly WorkoutEvent[] => [
  { event: 'pauseOrResumeRequest', at },
  { event, at },
]

/** The activity that a command begins. */
export const begunActivity = (
  context: SessionInput,
  { at, configuration = {}, metadata }: SessionCommand,
): RecordedActivity => {
  const {
    activityType = context.activityType,
    location = context.location,
    swimmingLocation,
    lapLength,
    zones,
  } = configuration
  const where = { ...(swimmingLocation && { swimmingLocation }), ...(lapLength !== undefined && { lapLength }) }
  return { activityType, location, ...where, start: at, ...(zones && { zones }), ...(metadata && { metadata }) }
}

const isOfThePresent = (context: SessionContext, { at }: SessionCommand): boolean =>
  at >= (lastToggle(context) ?? Number.NEGATIVE_INFINITY)

const params = ({ event }: { readonly event: SessionCommand }): SessionCommand => event
const record = { type: 'record', params: ({ event }: { readonly event: SessionCommand }) => recorded(event) } as const
const present = { type: 'isOfThePresent', params } as const
const begin = { target: 'active', actions: { type: 'begin', params } } as const
const finish = { type: 'finish', params } as const
const ofSession = ({ context }: { readonly context: SessionContext }): SavedSession => ({ id: context.id })

/**
 * HealthKit's workout session (semantics §11.2). A pause or resume before the last one corrects the past: it changes the
 * elapsed time and not the state. `end` saves the workout first and ends then; one that cannot be saved stays stopped.
 * `finish` waits for the last readings of the sensors before that.
 */
export const sessionMachine = setup({
  types: {
    input: {} as SessionInput,
    context: {} as SessionContext,
    events: {} as SessionTransition,
  },
  guards: {
    isOfThePresent: ({ context }, command: SessionCommand) => isOfThePresent(context, command),
    isInActivity: ({ context }, { at }: SessionCommand) =>
      activityAt(activitySpans(context), Math.min(at, Number.MAX_VALUE)) !== undefined,
    pausesThePast: ({ context }, command: SessionCommand) =>
      !isOfThePresent(context, command) && !isPausedAt(context, command.at),
    resumesThePast: ({ context }, command: SessionCommand) =>
      !isOfThePresent(context, command) && isPausedAt(context, command.at),
  },
  actions: {
    begin: assign((_, { at }: SessionCommand) => ({ start: at })),
    finish: assign((_, { at }: SessionCommand) => ({ end: at })),
    record: assign(({ context }, events: readonly WorkoutEvent[]) => ({ events: [...context.events, ...events] })),
    beginActivity: assign(({ context }, command: SessionCommand) => ({
      activities: withBegun(context.activities ?? [], begunActivity(context, command)),
    })),
    endActivity: assign(({ context }, { at }: SessionCommand) => ({
      activities: withEnded(context.activities ?? [], at),
    })),
    beLive: assign({ live: true }),
    handOver: assign((_, { source }: HandedOver) => ({ recorder: source })),
    keepSteps: assign((_, steps: readonly FinishStep[]) => ({ steps })),
    closeOrphan: assign(({ context }, { at }: Orphaned) => ({
      end: at,
      events: [...context.events, { event: 'marker', at, metadata: { orphaned: true } } as const],
    })),
  },
  actors: {
    drain: fromPromise<readonly FinishStep[], SavedSession>(() => Promise.reject(new Error('drain was not provided'))),
    saveWorkout: fromPromise<void, SavedSession>(() => Promise.reject(new Error('saveWorkout was not provided'))),
  },
}).createMachine({
  id: 'session',
  context: ({ input }) => ({ ...input, events: [] }),
  initial: 'notStarted',
  on: {
    catchUp: { actions: 'beLive' },
    handOver: { actions: { type: 'handOver', params: ({ event }) => event } },
  },
  states: {
    notStarted: { on: { prepare: 'prepared', start: begin, end: 'ended', finish: 'ended', discard: 'discarded' } },
    prepared: { on: { start: begin, end: 'ended', finish: 'ended', discard: 'discarded', orphan: 'discarded' } },
    active: {
      initial: 'running',
      on: {
        lap: { actions: record },
        segment: { actions: record },
        marker: { actions: record },
        next: { actions: record },
        beginActivity: { actions: { type: 'beginActivity', params } },
        endActivity: { guard: { type: 'isInActivity', params }, actions: { type: 'endActivity', params } },
        stop: { target: 'stopped', actions: finish },
        end: { target: 'stopped.saving', actions: finish },
        finish: { target: 'stopped.draining', actions: finish },
        orphan: { target: 'stopped.saving', actions: { type: 'closeOrphan', params: ({ event }) => event } },
        discard: 'discarded',
      },
      states: {
        running: {
          on: {
            pause: [
              { guard: { type: 'pausesThePast', params }, actions: record },
              { guard: present, target: 'paused', actions: record },
            ],
            resume: { guard: { type: 'resumesThePast', params }, actions: record },
            pauseOrResumeRequest: {
              guard: present,
              target: 'paused',
              actions: { type: 'record', params: ({ event }) => toggled('pause', event.at) },
            },
          },
        },
        paused: {
          on: {
            pause: { guard: { type: 'pausesThePast', params }, actions: record },
            resume: [
              { guard: { type: 'resumesThePast', params }, actions: record },
              { guard: present, target: 'running', actions: record },
            ],
            pauseOrResumeRequest: {
              guard: present,
              target: 'running',
              actions: { type: 'record', params: ({ event }) => toggled('resume', event.at) },
            },
          },
        },
      },
    },
    stopped: {
      initial: 'waiting',
      states: {
        waiting: { on: { end: 'saving', finish: 'draining', orphan: 'saving', discard: '#session.discarded' } },
        draining: {
          invoke: {
            src: 'drain',
            input: ofSession,
            onDone: { target: 'saving', actions: { type: 'keepSteps', params: ({ event }) => event.output } },
            onError: 'unsaved',
          },
          on: { end: 'saving', discard: '#session.discarded' },
        },
        saving: {
          invoke: {
            src: 'saveWorkout',
            input: ofSession,
            onDone: '#session.ended',
            onError: 'unsaved',
          },
        },
        unsaved: { on: { end: 'saving', finish: 'draining', orphan: 'saving', discard: '#session.discarded' } },
      },
    },
    ended: { type: 'final' },
    discarded: { type: 'final' },
  },
})
