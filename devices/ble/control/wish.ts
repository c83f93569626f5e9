import type { TrainerCommand } from '../bluetooth.js'

interface Next {
  command: TrainerCommand
  readonly promise: Promise<void>
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

const nextOf = (command: TrainerCommand): Next => {
  let settle: Pick<Next, 'resolve' | 'reject'> = { resolve: () => undefined, reject: () => undefined }
  const promise = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject }
  })
  return { command, promise, ...settle }
}

/**
 * Applies commands one after the other. Those that come while one is under way are one: the newest wins, and all of
 * them learn what became of it.
 */
export const createNewestFirst = (apply: (command: TrainerCommand) => Promise<void>) => {
  let next: Next | undefined
  let running = false
  const run = async (): Promise<void> => {
    running = true
    for (let now = next; now !== undefined; now = next) {
      next = undefined
      await apply(now.command).then(now.resolve, now.reject)
    }
    running = false
  }
  return (command: TrainerCommand): Promise<void> => {
    next ??= nextOf(command)
    next.command = command
    const { promise } = next
    if (!running) void run()
    return promise
  }
}
