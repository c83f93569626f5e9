import { describe, expect, it } from 'vitest'
import { type Outcome, within } from '../../../../../devices/ble/bluez/bus/deadline.js'
import type { Timers } from '../../../../../devices/ble/radio/timers.js'

/** One timer at most, rung by hand. */
function bell() {
  let due: (() => void) | undefined
  const timers: Timers = {
    setTimeout: (task) => {
      due = task
    },
    clearTimeout: () => {
      due = undefined
    },
  }
  return { timers, ring: () => due?.(), isSet: () => due !== undefined }
}

const wait = { what: 'Answer', limitMs: 5_000 }

describe('a deadline', () => {
  it('rejects when it passes, and undoes what was begun', async () => {
    const { timers, ring } = bell()
    let undone = 0
    const late = within<void>(timers, wait, () => () => {
      undone += 1
    })
    ring()
    await expect(late).rejects.toMatchObject({ code: 'timeout', message: 'Answer: no answer in 5000 ms' })
    expect(undone).toBe(1)
  })

  it('keeps the first outcome, and no timer', async () => {
    const { timers, isSet } = bell()
    let kept: Outcome<number> | undefined
    let undone = 0
    const answered = within<number>(timers, wait, (outcome) => {
      kept = outcome
      return () => {
        undone += 1
      }
    })
    kept?.settle(1)
    kept?.settle(2)
    kept?.fail(new Error())
    expect(await answered).toBe(1)
    expect([undone, isSet()]).toEqual([1, false])
  })

  it('ends at once when what it waits for settles or throws as it begins', async () => {
    const { timers, isSet } = bell()
    let undone = 0
    const begun = within<number>(timers, wait, ({ settle }) => {
      settle(1)
      return () => {
        undone += 1
      }
    })
    expect([await begun, undone, isSet()]).toEqual([1, 1, false])
    const thrown = within<void>(timers, wait, () => {
      throw new TypeError('of ours')
    })
    await expect(thrown).rejects.toMatchObject({ name: 'RadioError', code: 'failed' })
    expect(isSet()).toBe(false)
  })
})
