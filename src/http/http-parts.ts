import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Bluetooth } from '../../devices/ble/bluetooth.js'
import type { Clock } from '../health/clock.js'
import type { Imports } from '../imports/imports.js'
import type { Devices } from '../ingest/device.js'
import type { Ingest } from '../ingest/ingest.js'
import type { Observers } from '../observers/observers.js'
import type { Plans } from '../plans/kept/plans.js'
import type { Access } from '../privacy/access.js'
import type { Audit } from '../privacy/audit.js'
import type { Authorization } from '../privacy/authorization.js'
import type { Clients } from '../privacy/clients.js'
import type { Users } from '../privacy/users.js'
import type { WorkoutEditing } from '../session/editing/workout-editing.js'
import type { LiveValues } from '../session/live-values.js'
import type { Sessions } from '../session/sessions.js'
import type { HealthStore } from '../store/health-store.js'
import type { Figure } from './metrics.js'

/** Whether a part does its work, and why not. */
export interface Readiness {
  readonly part: string
  readonly ok: boolean
  readonly reason?: string | undefined
}

/** What the routes are made of. */
export interface HttpParts {
  readonly store: HealthStore
  readonly ingest: Ingest
  readonly devices: Devices
  readonly bluetooth: Bluetooth
  readonly sessions: Sessions
  readonly live: LiveValues
  readonly users: Users
  readonly access: Access
  readonly clients: Clients
  readonly authorization: Authorization
  readonly audit: Audit
  readonly observers: Observers
  readonly imports: Imports
  readonly editing: WorkoutEditing
  readonly plans: Plans
  readonly readiness: () => readonly Readiness[]
  /** The counters for /metrics. Never a health value: nobody has to sign in to read them. */
  readonly figures: () => readonly Figure[]
  readonly clock: Clock
  /** Makes a UUID. */
  readonly newId: () => string
  /** Of this program, for the files that it writes. */
  readonly version: string
  /** The folder of the built page; without it there is an API only. */
  readonly dashboard?: string | undefined
  /** The folder of the pages for people, in Markdown; without it there are none. */
  readonly guide?: string | undefined
  readonly log: FastifyBaseLogger
  /** The address that is listened on, as configured. */
  readonly host: string
}

/** The application that routes are added to. */
export type HttpApp = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>
