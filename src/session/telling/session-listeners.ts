import type { Session } from '../session.js'
import type { SessionListener, SessionNews } from '../sessions.js'
import type { ZoneChange } from './zone-watch.js'

/** Who wants to hear of sessions. Where nobody does, nothing is put together. */
export class SessionListeners {
  readonly #all = new Set<SessionListener>()
  readonly #zones = new Set<(change: ZoneChange) => void>()

  add(listener: SessionListener): () => void {
    this.#all.add(listener)
    return () => this.#all.delete(listener)
  }

  addToZones(listener: (change: ZoneChange) => void): () => void {
    this.#zones.add(listener)
    return () => this.#zones.delete(listener)
  }

  clear(): void {
    this.#all.clear()
    this.#zones.clear()
  }

  /** Tells of a session that has changed, and why. */
  tell(session: Session, newsOf: () => SessionNews): void {
    if (this.#all.size > 0) {
      const [workout, news] = [session.view(), newsOf()]
      for (const listener of this.#all) listener(workout, news)
    }
    this.tellZones(session)
  }

  /** Tells of zones that were entered or left. */
  tellZones(session: Session): void {
    if (this.#zones.size === 0) return
    for (const change of session.zoneChanges()) for (const listener of this.#zones) listener(change)
  }
}
