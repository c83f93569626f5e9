import { patchBetween } from '../../health/json/json-patch.js'
import type { LiveWorkoutJson, WorkoutJson } from '../../health/json/json-schema.js'
import type { MirrorDelta, MirrorEnd, MirrorGone, MirrorSnapshot } from '../../health/json/mirror-json.js'
import { type EventStream, eventText } from '../stream/event-stream.js'
import { placeText } from './mirror-place.js'

/** Deltas that are held for mirrors that come back or are slow. */
const deltasMax = 256
const bytesMax = 256 * 1_024

// As a new request is answered: that reading was denied is told to no reader.
const gone: MirrorGone = { code: 'notFound', message: 'there is no such session' }
const goneWords = Buffer.from(eventText({ event: 'gone', data: JSON.stringify(gone) }))

type Word = { readonly seq: number; readonly event: 'snapshot' | 'delta' | 'ended'; readonly data: object }

/** What a mirror is told by. */
export type MirrorStream = Pick<EventStream, 'write' | 'onDrain' | 'onClose' | 'end'>

/** The mirrors of one session that are told the same, and what they may still have to be told. */
export class MirrorRoom {
  readonly session: string
  readonly #epoch: string
  readonly #mirrors = new Set<Mirror>()
  #state: LiveWorkoutJson
  #seq = 0
  /** The newest deltas, the last one's number being the present. */
  #held: Buffer[] = []
  #heldBytes = 0
  #snapshot: Buffer | undefined
  #last: Buffer | undefined
  /** The number of the delta that would be told next to who left and was told most. */
  #awaited = 0

  constructor(state: LiveWorkoutJson, epoch: string) {
    this.session = state.id
    this.#epoch = epoch
    this.#state = state
  }

  /** The session's newest state has this number. */
  get seq(): number {
    return this.#seq
  }

  /** How many mirrors it has now. */
  get size(): number {
    return this.#mirrors.size
  }

  /** Whether nobody is here, and nobody who left would be told what he missed. */
  get isForsaken(): boolean {
    return this.#mirrors.size === 0 && this.#awaited <= this.#seq - this.#held.length
  }

  /** The words that end the stream, once the session is over. */
  get last(): Buffer | undefined {
    return this.#last
  }

  /** Where a mirror that was last told `id` goes on; undefined when it was not told by this room. */
  seqOf(place: { readonly epoch: string; readonly seq: number } | undefined): number | undefined {
    return place?.epoch === this.#epoch && place.seq <= this.#seq ? place.seq : undefined
  }

  /** The session is now so; `types` are those of what it collected. */
  tell(state: LiveWorkoutJson, types: readonly string[] = []): void {
    const patch = patchBetween(this.#state, state)
    if (patch.length === 0 || this.#last !== undefined) return
    this.#state = state
    this.#seq += 1
    this.#snapshot = undefined
    const data: Told<MirrorDelta> = { at: state.at, patch: [...patch], ...(types.length > 0 && { types: [...types] }) }
    this.#hold(this.#words({ seq: this.#seq, event: 'delta', data }))
    this.#pump()
  }

  /** The session is now seen so: nothing is told any more of how it was seen before. */
  retell(state: LiveWorkoutJson): void {
    this.#held = []
    this.#heldBytes = 0
    this.tell(state)
  }

  /** The session is over. */
  end(state: LiveWorkoutJson, record: WorkoutJson | undefined): void {
    const patch = patchBetween(this.#state, state)
    const data: Told<MirrorEnd> = { at: state.at, patch: [...patch], ...(record && { record }) }
    this.#last ??= this.#words({ seq: this.#seq + 1, event: 'ended', data })
    this.#pump()
  }

  /** Begins to tell a stream, from after `seq` on when that is known. */
  add(stream: MirrorStream, seq?: number): void {
    const mirror = new Mirror(this, stream, seq)
    this.#mirrors.add(mirror)
    stream.onClose(() => {
      this.#mirrors.delete(mirror)
      this.#awaited = Math.max(mirror.next, this.#awaited)
    })
    mirror.pump()
  }

  /** Ends all streams, whatever there is still to tell. */
  cut(): void {
    for (const mirror of this.#mirrors) mirror.cut()
  }

  /** Ends all streams with the word that there is nothing more to be seen. */
  close(): void {
    for (const mirror of this.#mirrors) mirror.close()
  }

  /** The words of a delta; undefined when they are not held any more. */
  delta(seq: number): Buffer | undefined {
    return this.#held[seq - 1 - (this.#seq - this.#held.length)]
  }

  /** The words of all there is at the present number. */
  snapshot(): Buffer {
    const data: Told<MirrorSnapshot> = { session: this.#state }
    this.#snapshot ??= this.#words({ seq: this.#seq, event: 'snapshot', data })
    return this.#snapshot
  }

  #hold(words: Buffer): void {
    this.#held.push(words)
    this.#heldBytes += words.length
    while (this.#held.length > deltasMax || this.#heldBytes > bytesMax)
      this.#heldBytes -= this.#held.shift()?.length ?? 0
  }

  #words({ seq, event, data }: Word): Buffer {
    const id = placeText({ session: this.session, epoch: this.#epoch, seq, isLast: event === 'ended' })
    return Buffer.from(eventText({ id, event, data: JSON.stringify({ seq, ...data }) }))
  }

  #pump(): void {
    for (const mirror of this.#mirrors) mirror.pump()
  }
}

type Told<Event> = Omit<Event, 'seq'>

/** One stream and how far it was told. */
class Mirror {
  readonly #room: MirrorRoom
  readonly #stream: MirrorStream
  #told: number | undefined

  constructor(room: MirrorRoom, stream: MirrorStream, told: number | undefined) {
    this.#room = room
    this.#stream = stream
    this.#told = told
    stream.onDrain(() => this.pump())
  }

  /** The number of the delta that it would be told next. */
  get next(): number {
    return (this.#told ?? -1) + 1
  }

  /** Tells as much as the stream takes now; it asks again itself when it can take more. */
  pump(): void {
    while (this.#told === undefined || this.#told < this.#room.seq) {
      const delta = this.#told === undefined ? undefined : this.#room.delta(this.#told + 1)
      if (!this.#stream.write(delta ?? this.#room.snapshot())) return
      this.#told = delta === undefined ? this.#room.seq : this.next
    }
    const { last } = this.#room
    if (last !== undefined && this.#stream.write(last)) this.#stream.end()
  }

  close(): void {
    this.#stream.write(goneWords)
    this.#stream.end()
  }

  cut(): void {
    this.#stream.end()
  }
}
