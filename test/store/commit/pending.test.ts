import { describe, expect, it } from 'vitest'
import { type Operation, type Pending, PendingQueue } from '../../../src/store/commit/pending.js'
import { beat, ten } from '../samples.js'

const nothing = (): void => undefined
const pending = (operation: Operation): Pending => ({ operation, resolve: nothing, reject: nothing })
const save = (count: number, rows = 0): Pending =>
  pending({
    kind: 'save',
    user: 'me',
    samples: new Array(count).fill(beat(ten, 60)),
    rows,
    replays: false,
    workout: undefined,
    replaces: [],
  })
const remove = pending({ kind: 'delete', user: 'me', uuids: ['a'], source: undefined, unknown: 'fail' })
const put = pending({ kind: 'put', document: 'a', id: 'b', json: '1' })

const queueOf = (...items: readonly Pending[]): PendingQueue => {
  const queue = new PendingQueue()
  for (const item of items) queue.add(item)
  return queue
}

describe('the queue of what waits', () => {
  it('refuses more than a million samples, and takes more once they are gone', () => {
    const queue = queueOf(save(600_000), save(400_000))
    expect(() => queue.add(save(1))).toThrow(expect.objectContaining({ code: 'tooManyRequests' }))
    queue.takeGroup()
    queue.add(save(1))
    expect(queue.length).toBe(2)
  })

  it('refuses more than 100,000 batches', () => {
    const queue = queueOf(...new Array(100_000).fill(put))
    expect(() => queue.add(put)).toThrow(expect.objectContaining({ code: 'tooManyRequests' }))
  })

  it('takes one batch of any size', () => {
    expect(queueOf(save(2_000_000)).takeGroup()).toHaveLength(1)
  })

  it('gives a commit no more rows than it has places for', () => {
    const queue = queueOf(save(9_000, 9_000), save(9_000, 9_000), save(50_000), save(7_000, 7_000))
    expect([queue.takeGroup(), queue.takeGroup()].map((group) => group.length)).toEqual([1, 3])
  })

  it('never puts saves and deletions into one group, and keeps their order', () => {
    const queue = queueOf(save(1), put, save(1), remove, remove, put, save(1))
    expect([queue.takeGroup(), queue.takeGroup(), queue.takeGroup()].map((group) => group.length)).toEqual([3, 3, 1])
    expect(queue.takeGroup()).toEqual([])
  })
})
