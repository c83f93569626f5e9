import { assign, fromCallback, fromPromise, setup } from 'xstate'
import type { SensorState } from '../../bluetooth.js'
import { RadioError } from '../../radio/radio-error.js'
import { eagerAttempts, limits } from '../limits.js'
import { afterFailure, afterLoss, failures, type LinkBody, type LinkContext, type LinkEvent } from './link-context.js'

const asRadioError = (error: unknown): RadioError =>
  error instanceof RadioError ? error : new RadioError('failed', error instanceof Error ? error.name : 'unknown')

interface Asked {
  readonly context: LinkContext
}
interface Failed {
  readonly event: { readonly error: unknown }
}
const input = ({ context }: Asked): LinkContext => context
const reason = ({ event }: Failed): RadioError => asRadioError(event.error)
const fail = [
  { type: 'note', params: reason },
  { type: 'fail', params: reason },
] as const
const tooLate = (detail: string) => {
  const params = new RadioError('timeout', detail)
  return {
    target: '#sensor.disconnecting',
    actions: [
      { type: 'note', params },
      { type: 'fail', params },
    ],
  } as const
}
const giveUp = { target: '#sensor.disconnecting', actions: fail } as const
const letGo = { target: '#sensor.disconnecting', actions: 'markForgotten' } as const
const beginAnew = { target: '#sensor.disconnecting', actions: 'beginAnew' } as const
const muted = new RadioError('timeout', 'linked, but it sends nothing')

export const sensorStates: readonly SensorState[] = [
  ...(['waitingForAdapter', 'searching', 'connecting', 'resolving', 'subscribing', 'streaming', 'stale'] as const),
  ...(['disconnecting', 'waiting', 'listening', 'failed'] as const),
]

/**
 * One sensor's link, from the first advertisement to the next (`reference: connection state machine`). What a state
 * starts ends with it: a promise of an attempt that was given up can change nothing any more.
 */
export const sensorMachine = setup({
  types: {
    input: {} as { readonly body: LinkBody },
    context: {} as LinkContext,
    events: {} as LinkEvent,
    tags: {} as SensorState,
  },
  delays: {
    ...limits,
    choice: ({ context }) => context.body.choice(),
    wait: ({ context }) => context.body.wait(failures(context), context.quick && context.body.mayHurry()),
    // Never 0, for a check that comes too early comes again.
    silence: ({ context }) => Math.min(Math.max(context.body.silence(), 1), limits.stale),
    patience: ({ context }) => Math.min(Math.max(context.body.patience(), 1), limits.muteFromStart),
    firstData: ({ context }) => context.body.firstData(),
  },
  guards: {
    hearsOnly: ({ context }) => context.body.hearsOnly(),
    hasCandidate: ({ context }) => context.body.candidate() !== undefined,
    isHeardAgain: ({ context }) => context.body.isHeardAgain(),
    isStillNear: ({ context }) => context.quick || context.body.isStillNear(),
    isOccasional: ({ context }) => context.body.isOccasional(),
    isSilent: ({ context }) => !context.body.isOccasional() && context.body.silence() <= 0,
    isMute: ({ context }) => context.body.patience() <= 0,
    isHopeless: ({ context }) => context.body.isHopeless(context.attempts),
    isQuick: ({ context }) => context.quick && context.body.mayHurry(),
    isForgotten: ({ context }) => context.forgotten,
    wakes: (_, wakes: boolean) => wakes,
    wasHeardMeanwhile: ({ context }) => context.body.isHeardAgain() && context.attempts < eagerAttempts,
  },
  actions: {
    note: ({ context }, error: RadioError) => context.body.noteError(error),
    noteAbsence: ({ context }) => context.body.noteAbsence(),
    openLink: ({ context }) => context.body.openLink(context.target),
    closeLink: ({ context }) => context.body.closeLink(),
    choose: assign(({ context }) => ({ target: context.body.candidate() ?? context.target })),
    fail: assign((_, error: RadioError) => afterFailure(error)),
    lose: assign(({ context }) => afterLoss(context)),
    countAttempt: assign(({ context }) => ({ attempts: context.attempts + 1, quick: false })),
    resetAttempts: assign({ attempts: 0, scanThrough: false }),
    beginAnew: assign({ attempts: 0, drops: 0, quick: false }),
    markForgotten: assign({ forgotten: true }),
  },
  actors: {
    turn: fromCallback<LinkEvent, LinkContext>(({ input: { body, target }, sendBack }) =>
      body.turn(target, () => sendBack({ type: 'turn' })),
    ),
    connect: fromPromise<void, LinkContext>(({ input: { body, target, scanThrough }, signal }) =>
      body.connect(target, scanThrough, signal),
    ),
    resolve: fromPromise<void, LinkContext>(({ input: { body, target }, signal }) => body.resolve(target, signal)),
    subscribe: fromPromise<void, LinkContext>(({ input: { body, target }, signal }) => body.subscribe(target, signal)),
    disconnect: fromPromise<void, LinkContext>(({ input: { body, target, attempts } }) =>
      body.disconnect(target, attempts),
    ),
  },
}).createMachine({
  id: 'sensor',
  context: ({ input: { body } }) => ({
    body,
    target: '',
    attempts: 0,
    drops: 0,
    quick: false,
    scanThrough: false,
    forgotten: false,
  }),
  initial: 'waitingForAdapter',
  on: {
    forget: '.forgotten',
    lost: {
      target: '.waitingForAdapter',
      actions: [{ type: 'note', params: ({ event }) => event.error }, 'beginAnew'],
    },
  },
  states: {
    waitingForAdapter: { tags: 'waitingForAdapter', on: { ready: 'ready' } },
    ready: { always: [{ guard: 'hearsOnly', target: 'listening' }, { target: 'searching' }] },
    listening: {
      initial: 'open',
      on: { changed: 'ready' },
      states: {
        open: { tags: 'listening', on: { flowing: 'live' } },
        live: {
          tags: 'listening',
          after: {
            silence: [
              { guard: 'isSilent', target: 'silent' },
              { target: 'live', reenter: true },
            ],
          },
        },
        silent: { tags: 'stale', on: { flowing: 'live' } },
      },
    },
    searching: {
      tags: 'searching',
      initial: 'eager',
      // A scan that went on through the wait does not tell of it twice.
      always: { guard: 'isHeardAgain', target: 'attempt' },
      on: { seen: 'attempt', changed: 'ready' },
      states: { eager: { after: { eagerSearch: 'seldom' } }, seldom: { entry: 'noteAbsence' } },
    },
    attempt: {
      initial: 'choosing',
      on: { changed: 'ready' },
      states: {
        choosing: {
          tags: 'connecting',
          after: {
            choice: [{ guard: 'hasCandidate', target: 'taking', actions: 'choose' }, { target: '#sensor.searching' }],
          },
        },
        taking: {
          tags: 'connecting',
          invoke: { src: 'turn', input },
          initial: 'queued',
          states: {
            queued: { on: { turn: [{ guard: 'isStillNear', target: 'linking' }, { target: '#sensor.searching' }] } },
            linking: {
              entry: 'countAttempt',
              on: { forget: letGo, changed: beginAnew, drop: { ...beginAnew } },
              invoke: { src: 'connect', input, onDone: '#sensor.linked', onError: giveUp },
              after: { connect: tooLate('connecting took too long') },
            },
          },
        },
      },
    },
    linked: {
      initial: 'resolving',
      entry: 'openLink',
      exit: 'closeLink',
      on: {
        forget: letGo,
        changed: beginAnew,
        dropped: { target: 'waiting', actions: [{ type: 'note', params: ({ event }) => event.error }, 'lose'] },
        drop: { target: 'disconnecting', actions: [{ type: 'note', params: ({ event }) => event.error }, 'lose'] },
      },
      states: {
        resolving: {
          tags: 'resolving',
          invoke: { src: 'resolve', input, onDone: 'subscribing', onError: giveUp },
          after: { resolve: tooLate('its services did not become known') },
        },
        subscribing: {
          tags: 'subscribing',
          invoke: { src: 'subscribe', input, onDone: 'awaiting', onError: giveUp },
          after: { subscribe: tooLate('subscribing took too long') },
        },
        awaiting: {
          tags: 'subscribing',
          always: { guard: 'isOccasional', target: 'streaming' },
          on: { flowing: 'streaming' },
          after: { firstData: 'stale' },
        },
        streaming: {
          tags: 'streaming',
          entry: 'resetAttempts',
          after: {
            silence: [
              { guard: 'isSilent', target: 'stale' },
              { target: 'streaming', reenter: true },
            ],
          },
        },
        stale: {
          tags: 'stale',
          on: { flowing: 'streaming' },
          after: {
            patience: [
              {
                guard: 'isMute',
                target: '#sensor.disconnecting',
                actions: [{ type: 'note', params: muted }, 'lose'],
              },
              { target: 'stale', reenter: true },
            ],
          },
        },
      },
    },
    disconnecting: {
      tags: 'disconnecting',
      on: { forget: { actions: 'markForgotten' } },
      invoke: { src: 'disconnect', input, onDone: 'disconnected', onError: 'disconnected' },
      after: { disconnect: 'disconnected' },
    },
    disconnected: {
      always: [
        { guard: 'isForgotten', target: 'forgotten' },
        { guard: 'isHopeless', target: 'failed' },
        { target: 'waiting' },
      ],
    },
    waiting: {
      tags: 'waiting',
      on: {
        changed: 'ready',
        seen: { guard: { type: 'wakes', params: ({ event }) => event.wakes }, target: 'attempt' },
      },
      after: {
        breath: { guard: 'wasHeardMeanwhile', target: 'attempt' },
        wait: [
          { guard: 'hearsOnly', target: 'ready' },
          { guard: 'isQuick', target: 'attempt' },
          { target: 'searching' },
        ],
      },
    },
    failed: {
      tags: 'failed',
      on: { changed: { target: 'ready', actions: 'beginAnew' }, ready: { target: 'ready', actions: 'beginAnew' } },
    },
    forgotten: { type: 'final' },
  },
})
