import { describe, expect, it } from 'vitest'
import { createWindow } from '../../simulators/window.js'

const task = () => {
  let finish = (): void => {}
  let fail = (_error: Error): void => {}
  const done = new Promise<void>((resolve, reject) => {
    finish = resolve
    fail = reject
  })
  return { run: () => done, finish, fail }
}

const isSettled = async (promise: Promise<unknown>): Promise<boolean> => {
  let settled = false
  promise.then(
    () => {
      settled = true
    },
    () => {
      settled = true
    },
  )
  await new Promise((resolve) => setImmediate(resolve))
  return settled
}

describe('a window', () => {
  it('holds up the task that is one too many', async () => {
    const window = createWindow(2)
    const [one, two, three] = [task(), task(), task()]
    await window.start(one.run)
    await window.start(two.run)
    const third = window.start(three.run)
    expect(await isSettled(third)).toBe(false)
    one.finish()
    await third
  })

  it('drains when nothing is under way any more', async () => {
    const window = createWindow(2)
    const one = task()
    await window.drain()
    await window.start(one.run)
    const drained = window.drain()
    expect(await isSettled(drained)).toBe(false)
    one.finish()
    await drained
  })

  it('throws what a task threw, now and later', async () => {
    const window = createWindow(1)
    const one = task()
    await window.start(one.run)
    const drained = window.drain()
    one.fail(new Error('no'))
    await expect(drained).rejects.toThrow('no')
    await expect(window.start(task().run)).rejects.toThrow('no')
  })
})
