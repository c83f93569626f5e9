import { beforeEach, describe, expect, it } from 'vitest'
import { type CommitWatch, watchCommits } from '../../../src/http/stream/commit-watch.js'
import type { Commit, HealthStore } from '../../../src/store/health-store.js'
import { openMemoryStore } from '../../../src/store/open-store.js'

let store: HealthStore
let commits: CommitWatch
beforeEach(() => {
  store = openMemoryStore({ clock: () => 0, random: (buffer) => buffer.fill(7) })
  commits = watchCommits(store)
})

const commitOf = (...users: string[]): Commit => ({
  added: users.map((user, index) => ({
    user,
    sample: {
      kind: 'quantity',
      type: 'heartRate',
      value: 60,
      start: index,
      end: index,
      source: 'strap',
      metadata: {},
      uuid: '',
    },
  })),
  deleted: [],
  anchor: '',
})
const save = async (...users: string[]): Promise<void> => {
  for (const { user, sample } of commitOf(...users).added) await store.save(user, [{ ...sample, uuid: undefined }])
  await store.settled()
}

/** Whether a promise has resolved by now. */
const isDone = async (promise: Promise<unknown>): Promise<boolean> => {
  const waiting = Symbol('waiting')
  return (await Promise.race([promise, Promise.resolve(waiting)])) !== waiting
}

describe('a watch of commits', () => {
  it('resolves after a commit of its person, and of nobody else', async () => {
    const next = commits.watch('me').next()
    await save('anna')
    expect(await isDone(next)).toBe(false)
    await save('me')
    expect(await next).toBe(true)
  })

  it('forgets no commit between two calls', async () => {
    const watch = commits.watch('me')
    await save('me')
    expect(await watch.next()).toBe(true)
    expect(await isDone(watch.next())).toBe(false)
  })

  it('hears of deletions', async () => {
    await save('me')
    const watch = commits.watch('me')
    await store.deleteMatching('me', { types: ['heartRate'] })
    expect(await watch.next()).toBe(true)
  })

  it('says no once it is ended', async () => {
    const watch = commits.watch('me')
    const next = watch.next()
    watch.end()
    expect(await next).toBe(false)
    expect(await watch.next()).toBe(false)
  })

  it('leaves the others of its person alone when it ends', async () => {
    const [first, second] = [commits.watch('me'), commits.watch('me')]
    first.end()
    await save('me')
    expect(await second.next()).toBe(true)
  })
})
