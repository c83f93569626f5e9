import { createUuidV7 } from '../../src/health/uuid.js'
import type { Notice } from '../../src/observers/notice.js'
import type { NewSubscription, Observer, Observers } from '../../src/observers/observers.js'
import { openObservers } from '../../src/observers/open-observers.js'
import type { HealthStore } from '../../src/store/health-store.js'
import { seededRandom } from '../store/seeded-random.js'

/** Observers whose notices are noted instead of sent, with an answer of the test's own. */
export class TrialObservers {
  readonly notices: Notice[] = []
  answer: number | string = 204
  readonly observers: Observers
  readonly #clock: () => number

  constructor(store: HealthStore, clock: () => number) {
    this.#clock = clock
    this.observers = openObservers({
      ...{ store, clock, random: seededRandom(3), newId: createUuidV7(clock, seededRandom(4)) },
      log: { info: () => undefined, warn: () => undefined },
      send: async ({ body }) => {
        this.notices.push(JSON.parse(body) as Notice)
        return this.answer
      },
    })
  }

  /** Has something of `me` told, and waits for the first notice to be dealt with. */
  async add(wish: Partial<NewSubscription> = {}): Promise<string> {
    const usual = { types: ['heartRate'], frequency: 'immediate', acknowledge: 'response', url: 'http://a/' } as const
    const { id } = await this.observers.add('me', { ...usual, ...wish })
    await this.settle()
    return id
  }

  get(id: string): Observer {
    return this.observers.get('me', id)
  }

  /** Tells what is due, and waits until that is dealt with. */
  async settle(): Promise<void> {
    this.observers.check()
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve))
  }

  get now(): number {
    return this.#clock()
  }
}
