import { invalidArgument } from '../error.js'

/** Whether a builder still takes calls: until it is finished or discarded. */
export class Taking {
  #hasEnded = false

  /** Throws `invalidArgument` once the builder has ended. */
  check(): void {
    if (this.#hasEnded) throw invalidArgument('the builder was finished or discarded')
  }

  end(): void {
    this.check()
    this.#hasEnded = true
  }
}

/** The error for a call with an argument that cannot be. */
export const refuse = (name: string, message: string) =>
  invalidArgument(`${name} ${message}`, [{ pointer: `/${name}`, message }])
