import { assign, fromPromise, setup } from 'xstate'
import {
  activityAt,
  activitySpans,
  type RecordedActivity,
  withBegun,
  withEnded,
} from '../health/exercise/activities.js'
import type { WorkoutActivityTypeName } from '../health/type.js'
import type {
  Collect,
  CollectionChange,
  FinishStep,
  PausedBy,
  SessionEventName,
  SwimmingLocation,
  WorkoutConfiguration,
  WorkoutEvent,
  WorkoutLocation,
  WorkoutMetadata,
  ZoneBorders,
} from '../health/workout.js'
import type { Plan } from '../plans/plan.js'
import { withChange } from './collecting/collection-log.js'
import { changesTimer, isOfThePresent, recordedBy, stoppedBy, toggledTo } from './rules/session-events.js'

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
  /** What is collected otherwise than is usual in the sport, from the start on. */
  readonly collect?: Collect | undefined
  /** Whether the timer stops while nothing moves. */
  readonly autoPause?: boolean | undefined
  /** Whether what was only prepared starts when something moves. */
  readonly autoStart?: boolean | undefined
  readonly start: number
  readonly live: boolean
}

/** All that a session knows about itself, as plain JSON. `end` is there once it was stopped, `steps` once it is drained. */
export interface SessionContext extends SessionInput {
  readonly end?: number | undefined
  readonly events: readonly WorkoutEvent[]
  /** Seconds without pauses of one of the past, as far as they are known: see `TimedWorkout`. */
  readonly elapsed?: number | undefined
  /** When it stood still and moved again, as its samples tell; what devices told of that is among the events. */
  readonly motion?: readonly WorkoutEvent[] | undefined
  /** Those that were begun, oldest first. */
  readonly activities?: readonly RecordedActivity[] | undefined
  readonly steps?: readonly FinishStep[] | undefined
  /** What was asked to be collected, or not, in the order of its time. */
  readonly collections?: readonly CollectionChange[] | undefined
  /** What took over from the one that began, the last one: a slug. */
  readonly recorder?: string | undefined
}

type CommandName = SessionEventName | 'prepare' | 'collect'

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
  /** Of `collect`: which types, and of what. */
  readonly collect?: Collect | undefined
  /** Of a lap or a segment with a length: when it is over, epoch ms. */
  readonly end?: number | undefined
}

type CommandsByName = {
  readonly [Name in CommandName]: CommandDetails & { readonly type: Name; readonly at: number }
}

/** What was asked, and when it happened, epoch ms. */
export type SessionCommand = CommandsByName[CommandName]
type TimerCommand = CommandsByName['pause' | 'resume' | 'motionPaused' | 'motionResumed']

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

/** The fact of what the samples tell of motion: `motionPaused` and `motionResumed` by turns, from the start on. */
interface Moved {
  readonly type: 'motion'
  readonly events: readonly WorkoutEvent[]
}

/** Everything that can happen to a session. */
export type SessionTransition = SessionCommand | CaughtUp | Orphaned | HandedOver | Moved

/** Which session is to be drained or saved. */
export interface SavedSession {
  readonly id: string
}

// Whenever the workout will start, that is later.
const beforeAll = 0

const collectedFromStart = ({ collect }: SessionInput): Pick<SessionContext, 'collections'> =>
  collect ? { collections: [{ at: beforeAll, collect }] } : {}

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

const params = ({ event }: { readonly event: SessionCommand }): SessionCommand => event
const record = { type: 'record', params: ({ event }: { readonly event: SessionCommand }) => recordedBy(event) } as const
const toggles = {
  guard: { type: 'changesTimer', params: ({ event }: { readonly event: TimerCommand }) => event },
  actions: record,
} as const
const toggle = (event: 'pause' | 'resume') =>
  ({
    guard: { type: 'isOfThePresent', params },
    actions: { type: 'record', params: (now: { readonly event: SessionCommand }) => toggledTo(event, now.event.at) },
  }) as const
const toRunning = { guard: { type: 'isPausedBy', params: { by: undefined } }, target: 'running' } as const
const toPaused = { guard: { type: 'isPausedBy', params: { by: 'hand' } }, target: 'paused' } as const
const toStanding = { guard: { type: 'isPausedBy', params: { by: 'motion' } }, target: 'standing' } as const
const begin = { target: 'active', actions: { type: 'begin', params } } as const
const finish = { type: 'finish', params } as const
const collectFromStart = {
  actions: {
    type: 'collect',
    params: ({ event }: { readonly event: SessionCommand }) => ({ ...event, at: beforeAll }),
  },
} as const
const ofSession = ({ context }: { readonly context: SessionContext }): SavedSession => ({ id: context.id })

/**
 * HealthKit's workout session (semantics §11.2). Its events tell whether the timer runs, so that one which becomes known
 * late corrects the elapsed time, and the state where it has to. `standing` is a pause for lack of motion. `end` saves the
 * workout first and ends then; one that cannot be saved stays stopped. `finish` waits for the last readings of the sensors
 * before that.
 */
export const sessionMachine = setup({
  types: {
    input: {} as SessionInput,
    context: {} as SessionContext,
    events: {} as SessionTransition,
  },
  guards: {
    isOfThePresent: ({ context }, { at }: SessionCommand) => isOfThePresent(context, at),
    isInActivity: ({ context }, { at }: SessionCommand) =>
      activityAt(activitySpans(context), Math.min(at, Number.MAX_VALUE)) !== undefined,
    changesTimer: ({ context }, command: TimerCommand) => changesTimer(context, command),
    isPausedBy: ({ context }, { by }: { readonly by: PausedBy | undefined }) => stoppedBy(context) === by,
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
    collect: assign(({ context }, { at, collect = {} }: SessionCommand) => ({
      collections: withChange(context.collections ?? [], { at, collect }),
    })),
    beLive: assign({ live: true }),
    handOver: assign((_, { source }: HandedOver) => ({ recorder: source })),
    keepMotion: assign((_, motion: readonly WorkoutEvent[]) => ({ motion })),
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
  context: ({ input }) => ({ ...input, events: [], ...collectedFromStart(input) }),
  initial: 'notStarted',
  on: {
    catchUp: { actions: 'beLive' },
    handOver: { actions: { type: 'handOver', params: ({ event }) => event } },
    motion: { actions: { type: 'keepMotion', params: ({ event }) => event.events } },
  },
  states: {
    notStarted: { on: { prepare: 'prepared', start: begin, end: 'ended', finish: 'ended', discard: 'discarded' } },
    prepared: {
      on: {
        start: begin,
        end: 'ended',
        finish: 'ended',
        discard: 'discarded',
        orphan: 'discarded',
        collect: collectFromStart,
      },
    },
    active: {
      initial: 'running',
      on: {
        pause: toggles,
        resume: toggles,
        motionPaused: toggles,
        motionResumed: toggles,
        lap: { actions: record },
        segment: { actions: record },
        marker: { actions: record },
        next: { actions: record },
        collect: { actions: { type: 'collect', params } },
        beginActivity: { actions: { type: 'beginActivity', params } },
        endActivity: { guard: { type: 'isInActivity', params }, actions: { type: 'endActivity', params } },
        stop: { target: 'stopped', actions: finish },
        end: { target: 'stopped.saving', actions: finish },
        finish: { target: 'stopped.draining', actions: finish },
        orphan: { target: 'stopped.saving', actions: { type: 'closeOrphan', params: ({ event }) => event } },
        discard: 'discarded',
      },
      states: {
        running: { always: [toPaused, toStanding], on: { pauseOrResumeRequest: toggle('pause') } },
        paused: { always: [toRunning, toStanding], on: { pauseOrResumeRequest: toggle('resume') } },
        standing: { always: [toRunning, toPaused], on: { pauseOrResumeRequest: toggle('resume') } },
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
