import { computed, signal } from '@preact/signals'
import { emptyLive, type LiveState } from './live/live-state.js'
import type { Route } from './route.js'
import type { StreamState } from './stream.js'
import type { Device, StartChoice, User } from './wire.js'

export type Dialog = 'none' | 'end' | 'help' | 'forget' | 'delete'

/** Everything the page shows. `now` is epoch ms. */
export const createSignals = (now: number, choice: StartChoice) => {
  const live = signal<LiveState>(emptyLive)
  return {
    live,
    session: computed(() => live.value.session),
    now: signal(now),
    access: signal<'unknown' | 'granted' | 'denied'>('unknown'),
    users: signal<readonly User[]>([]),
    user: signal<string | undefined>(undefined),
    connection: signal<StreamState>('connecting'),
    route: signal<Route>({ view: 'live' }),
    dialog: signal<Dialog>('none'),
    /** The device that the dialog `forget` is about. */
    forgetting: signal<Device | undefined>(undefined),
    /** What went wrong last, for people. */
    problem: signal<string | undefined>(undefined),
    /** What a screen reader hears next. */
    announcement: signal(''),
    /** Whether a command is on its way. */
    busy: signal(false),
    choice: signal(choice),
  }
}

export type Signals = ReturnType<typeof createSignals>
