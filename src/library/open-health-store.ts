import { randomFillSync } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import type { Clock, RandomBytes } from '../health/clock.js'
import type { SourceRevision } from '../health/origin.js'
import { withLists } from '../health/person/lists.js'
import type { Person } from '../health/person/person.js'
import { watchCommits } from '../http/stream/commit-watch.js'
import { createIngest } from '../ingest/create-ingest.js'
import { openDevices } from '../ingest/device-registry.js'
import { followZones } from '../privacy/follow-zones.js'
import { openUsers, type Users } from '../privacy/users.js'
import type { HealthStore } from '../store/health-store.js'
import { openStore, type StoreOptions } from '../store/open-store.js'
import { holdFile } from '../store/sqlite/file-lock.js'
import { bulkReads } from './bulk.js'
import { dayReads } from './days.js'
import { feed } from './feed.js'
import { figureReads, workoutReads } from './figures.js'
import { quantityReads, sampleReads } from './samples.js'
import type { Rooms } from './scope.js'
import { writes } from './writes.js'

/** What saves (HKSource with its revision): `id` is a slug, `app` when nobody says. */
export interface LibrarySource extends Omit<SourceRevision, 'source'> {
  readonly id: string
}

interface CommonOptions extends Pick<StoreOptions, 'journalLimit' | 'tombstoneRetentionMs' | 'log'> {
  readonly source?: LibrarySource | undefined
  /** The present as epoch ms; the machine's clock when left out. */
  readonly clock?: Clock | undefined
  /** The machine's randomness when left out. */
  readonly random?: RandomBytes | undefined
  /** The IANA zone of people who name none; the machine's when left out. */
  readonly timeZone?: string | undefined
}

/** Where the store is: a SQLite file, made when there is none, or nowhere but in memory. */
export type LibraryOptions = CommonOptions &
  (
    | { readonly file: string; readonly memory?: false | undefined }
    | { readonly memory: true; readonly file?: undefined }
  )

/** A health store in this process, and the health of each person in it. */
export interface LibraryStore extends HealthStore {
  readonly users: Users
  /** The health of this person, `me` when nobody is named; every question is `notFound` when there is none. */
  user(id?: string): Person
  /** Ends all that goes on, commits what waits and closes the file; calling it twice is harmless. */
  close(): Promise<void>
  /** The same, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>
}

const machineClock: Clock = () => Date.now()
const machineRandom: RandomBytes = (buffer) => randomFillSync(buffer)
const machineZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone

const localPerson = (rooms: Rooms, user: string): Person => {
  const scope = { rooms, user }
  const paged = {
    id: user,
    ...writes(scope),
    ...sampleReads(scope),
    ...quantityReads(scope),
    ...figureReads(scope),
    ...workoutReads(scope),
    ...dayReads(scope),
    ...bulkReads(scope),
    ...feed(scope),
  }
  return withLists(paged, rooms.closing)
}

/** What a daemon holds, when the file is a daemon's; else a file of its own beside it. */
const lockOf = (file: string): string =>
  basename(file) === 'vitald.sqlite' ? join(dirname(file), 'lock') : `${file}.lock`

/** The store, and what lets go of its file. A file is one process's alone. */
const openHeld = (options: StoreOptions) => {
  const release = options.file === ':memory:' ? () => undefined : holdFile(lockOf(options.file))
  try {
    return { store: openStore(options), release }
  } catch (error) {
    release()
    throw error
  }
}

/** What ends with the store. */
const createClosing = (store: HealthStore, release: () => void) => {
  const controller = new AbortController()
  const commits = watchCommits(store)
  const close = async (): Promise<void> => {
    if (controller.signal.aborted) return
    controller.abort()
    commits.close()
    await store.close()
    release()
  }
  return { closing: controller.signal, commits, close }
}

/**
 * Opens the health store in this process, for a program that keeps it itself: one process at a time has a file, others
 * get `conflict`. Once the package is built, long reads of a file are done by a thread of their own.
 */
export async function openHealthStore(options: LibraryOptions): Promise<LibraryStore> {
  const { clock = machineClock, random = machineRandom, source: told = { id: 'app' } } = options
  const { id: source, ...revision } = told
  const { store, release } = openHeld({ ...options, file: options.file ?? ':memory:', clock, random })
  const users = openUsers({ documents: store.documents, clock, timeZone: options.timeZone ?? machineZone() })
  await followZones(users, store.origins, (error) => options.log?.warn({ err: error }, 'a zone could not be kept'))
  if (Object.keys(revision).length > 0) await store.origins.describeSource({ source, ...revision })
  const hasUser = (user: string): boolean => users.get(user) !== undefined
  const devices = openDevices({ documents: store.documents, clock, random, hasUser, adopt: false })
  const ingest = createIngest({ store, devices, clock })
  const { closing, commits, close } = createClosing(store, release)
  const rooms: Rooms = { store, users, ingest, clock, commits, source, closing }
  return {
    ...store,
    users,
    user: (id = 'me') => localPerson(rooms, id),
    close,
    [Symbol.asyncDispose]: close,
  }
}
