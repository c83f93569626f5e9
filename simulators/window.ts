/** Lets a bounded number of tasks be under way at once. */
export interface Window {
  /** Waits for a free place, then starts the task and returns at once. Throws what an earlier task threw. */
  start(task: () => Promise<void>): Promise<void>
  /** Waits until nothing is under way. Throws what a task threw. */
  drain(): Promise<void>
}

export const createWindow = (limit: number): Window => {
  let [underWay, hasFailed] = [0, false]
  let failure: unknown
  let wake = (): void => {}

  const until = async (isReady: () => boolean): Promise<void> => {
    while (!hasFailed && !isReady()) {
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
    if (hasFailed) throw failure
  }
  const run = async (task: () => Promise<void>): Promise<void> => {
    try {
      await task()
    } catch (error) {
      hasFailed = true
      failure = error
    }
    underWay--
    wake()
  }

  return {
    async start(task) {
      await until(() => underWay < limit)
      underWay++
      void run(task)
    },
    drain: () => until(() => underWay === 0),
  }
}
