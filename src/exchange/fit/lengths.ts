import type { ActivityRecord } from '../recording/recorded-activity.js'
import { epochOfFit, type FitMessage } from './message.js'
import { numberIn } from './profile.js'

const active = 1

interface Length {
  readonly at: number
  readonly isActive: boolean
}

/** The lengths of a pool: each that was swum is as long as the pool. */
export class Lengths {
  readonly #lengths: Length[] = []

  get length(): number {
    return this.#lengths.length
  }

  take(message: FitMessage): void {
    const start = numberIn(message, { number: 2 })
    const seconds = numberIn(message, { number: 3, scale: 1_000 }) ?? numberIn(message, { number: 4, scale: 1_000 })
    if (start === undefined || seconds === undefined) return
    const isActive = numberIn(message, { number: 12 }) === active
    this.#lengths.push({ at: epochOfFit(start) + Math.round(seconds * 1_000), isActive })
  }

  /** How far it was at the end of each length, m. */
  records(poolLength: number): readonly ActivityRecord[] {
    let distance = 0
    return this.#lengths.map(({ at, isActive }) => {
      distance += isActive ? poolLength : 0
      return { at, distance }
    })
  }
}
