import type { Commit, HealthStore } from '../../store/health-store.js'

/** Tells when something of one person's was saved or deleted. */
export interface Watch {
  /** Resolves after the next commit of theirs, at once when there was one since the last call; false once ended. */
  next(): Promise<boolean>
  /** Lets `next` resolve as after a commit. */
  wake(): void
  end(): void
}

/** One look at each commit, however many watch. */
export interface CommitWatch {
  watch(user: string): Watch
  close(): void
}

class UserWatch implements Watch {
  #news = false
  #ended = false
  #resume: () => void = () => {}

  wake(): void {
    this.#news = true
    this.#resume()
  }

  async next(): Promise<boolean> {
    if (!this.#news && !this.#ended)
      await new Promise<void>((resolve) => {
        this.#resume = resolve
      })
    this.#news = false
    return !this.#ended
  }

  end(): void {
    this.#ended = true
    this.#resume()
  }
}

const usersOf = ({ added, deleted }: Commit): Set<string> =>
  new Set([...added.map(({ user }) => user), ...deleted.map(({ user }) => user)])

/** Watches the commits of `store`. */
export const watchCommits = (store: HealthStore): CommitWatch => {
  const watches = new Map<string, Set<UserWatch>>()
  const close = store.subscribe((commit) => {
    if (watches.size === 0) return
    for (const user of usersOf(commit)) for (const watch of watches.get(user) ?? []) watch.wake()
  })
  const forget = (user: string, watch: UserWatch): void => {
    const others = watches.get(user)
    others?.delete(watch)
    if (others?.size === 0) watches.delete(user)
  }
  const watch = (user: string): Watch => {
    const mine = new UserWatch()
    watches.set(user, (watches.get(user) ?? new Set()).add(mine))
    return {
      next: () => mine.next(),
      wake: () => mine.wake(),
      end: () => {
        mine.end()
        forget(user, mine)
      },
    }
  }
  return { watch, close }
}
