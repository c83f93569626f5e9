import type { AppleFinding, AppleWorkout } from '../../exchange/apple/finding.js'
import { problemText } from '../../exchange/read-recordings.js'
import type { Clock } from '../../health/clock.js'
import { HealthError } from '../../health/error.js'
import type { RecordingParts } from '../import-recording.js'
import { impossible } from '../impossible.js'
import { passesOn } from '../recorder.js'
import type { Addition } from '../running-import.js'
import type { HealthArchive } from './health-archive.js'
import { SampleBatches } from './sample-batches.js'
import { counted, Tallies } from './tallies.js'
import { WorkoutImport } from './workout-import.js'

/** What exports are imported with. */
export interface ExportParts extends Omit<RecordingParts, 'newId'> {
  readonly clock: Clock
}

/** Whose export it is, and what is told of it as it gets on. */
export interface ExportListener {
  readonly user: string
  /** Hears of every batch. */
  readonly onSaved: (samples: number) => void
  readonly add: (addition: Addition) => void
  /** Whether to go on. What breaks off is completed by the next import of the same export. */
  readonly isWanted: () => boolean
  /** Does what nothing else of the same person may do at the same time. */
  readonly inTurn: <Result>(work: () => Promise<Result>) => Promise<Result>
}

/** Workouts wait for their samples; as many events and routes of them as are kept meanwhile. */
const heldMax = 50_000

const weightOf = ({ events, activities, routes }: AppleWorkout): number =>
  10 + events.length + 10 * (activities.length + routes.length)

const summaries = (count: number): string =>
  `the rings of ${counted(count, 'day', 'days')} were left out: they are computed here`
const electrocardiograms = (count: number): string =>
  counted(count, 'electrocardiogram was left out', 'electrocardiograms were left out')
const clinicalRecords = (count: number): string =>
  counted(count, 'clinical record was left out', 'clinical records were left out')
const refused = (count: number): string =>
  counted(count, 'workout breaks a rule: it was left out', 'workouts break a rule: they were left out')

/** One export on its way into the store: its samples as they come, and its workouts once their samples are there. */
class ExportImport {
  readonly #parts: ExportParts
  readonly #listener: ExportListener
  readonly #archive: HealthArchive
  readonly #tallies = new Tallies()
  readonly #batches: SampleBatches
  #held: AppleWorkout[] = []
  #weight = 0

  constructor(parts: ExportParts, archive: HealthArchive, listener: ExportListener) {
    this.#parts = parts
    this.#listener = listener
    this.#archive = archive
    const { store, isPlausible } = parts
    const { user, onSaved } = listener
    this.#batches = new SampleBatches({ store, user, isPlausible, onSaved, tallies: this.#tallies })
  }

  async run(): Promise<void> {
    try {
      const fault = await this.#read()
      await this.#settle()
      if (fault !== undefined) throw fault.error
    } finally {
      this.#tell()
    }
  }

  /** Reads all there is; to where it breaks off, when it does, and why. */
  async #read(): Promise<{ readonly error: unknown } | undefined> {
    let fault: { readonly error: unknown } | undefined
    async function* readable({ findings }: HealthArchive): AsyncGenerator<Iterable<AppleFinding>> {
      try {
        yield* findings
      } catch (error) {
        fault = { error }
      }
    }
    for await (const found of readable(this.#archive)) {
      this.#checkWanted()
      for (const finding of found) await this.#take(finding)
    }
    return fault
  }

  /** A promise only when it has to be waited for: there are millions. */
  #take(finding: AppleFinding): Promise<void> | undefined {
    if (finding.type === 'sample') return this.#batches.take(finding.reading, finding.origin)
    if (finding.type === 'workout') return this.#hold(finding.workout)
    if (finding.type === 'summary') this.#tallies.add('leftOut', summaries)
    else this.#listener.add({ problems: [problemOf(finding.problem)] })
    return undefined
  }

  #hold(workout: AppleWorkout): Promise<void> | undefined {
    this.#held.push(workout)
    this.#weight += weightOf(workout)
    return this.#weight < heldMax ? undefined : this.#settle()
  }

  /** Saves what waits, and makes the records: what only passes on what others have recorded comes after them. */
  async #settle(): Promise<void> {
    await this.#batches.flush()
    const held = this.#held.splice(0)
    this.#weight = 0
    const isPassedOn = ({ origin }: AppleWorkout): boolean => passesOn(origin.source.name)
    for (const workout of [...held.filter((one) => !isPassedOn(one)), ...held.filter(isPassedOn)])
      await this.#listener.inTurn(() => this.#import(workout))
  }

  #checkWanted(): void {
    if (!this.#listener.isWanted()) throw new HealthError('databaseInaccessible', 'vitald stops: send the file again')
  }

  async #import(workout: AppleWorkout): Promise<void> {
    this.#checkWanted()
    const fault = impossible(workout, this.#parts.clock())
    if (fault !== undefined) {
      this.#listener.add({ problems: [fault] })
      return
    }
    const { store, record } = this.#parts
    const { user } = this.#listener
    const { fileAt } = this.#archive
    const parts = { store, record, user, fileAt, batches: this.#batches, tallies: this.#tallies }
    try {
      this.#listener.add({ workouts: [await new WorkoutImport(parts, workout).run()] })
    } catch (error) {
      if (!(error instanceof HealthError && error.code === 'invalidArgument')) throw error
      this.#tallies.add('badSamples', refused)
    }
  }

  #tell(): void {
    const { saved, skipped } = this.#batches
    const { electrocardiograms: waves, clinicalRecords: records } = this.#archive
    if (waves > 0) this.#tallies.add('leftOut', electrocardiograms, waves)
    if (records > 0) this.#tallies.add('leftOut', clinicalRecords, records)
    this.#listener.add({ saved, skipped, problems: this.#tallies.problems() })
  }
}

const problemOf = (problem: Extract<AppleFinding, { type: 'problem' }>['problem']) => ({
  code: problem.code,
  message: problemText(problem),
  ...(problem.offset !== undefined && { offset: problem.offset }),
})

/**
 * Imports an export of the Health app. Rejects when the document cannot be read to its end; what came before is saved, and
 * told, nevertheless.
 */
export const importExport = (parts: ExportParts, archive: HealthArchive, listener: ExportListener): Promise<void> =>
  new ExportImport(parts, archive, listener).run()
