import { describe, expect, it } from 'vitest'
import { HealthError } from '../src/health/error.js'
import { explained } from '../src/start-failure.js'

const failWith = (code: string) => () => {
  throw Object.assign(new Error('with a long story'), { code })
}

describe('a start that the machine does not allow', () => {
  it.each([
    ['EADDRINUSE', 'cannot open the page: the port is taken (EADDRINUSE)'],
    ['EROFS', 'cannot open the page: the disk can only be read (EROFS)'],
    ['SQLITE_READONLY_DIRECTORY', 'cannot open the page: it can only be read (SQLITE_READONLY_DIRECTORY)'],
    ['EOTHER', 'cannot open the page: EOTHER'],
  ])('says of %s what and why in one line', async (code, message) => {
    const expected = new HealthError('healthDataUnavailable', message)
    await expect(explained('open the page', failWith(code))).rejects.toThrow(expected)
  })

  it('leaves alone what is no word of the machine', async () => {
    const bug = new TypeError('a bug')
    await expect(
      explained('open the page', () => {
        throw bug
      }),
    ).rejects.toBe(bug)
    const refusal = new HealthError('conflict', 'taken')
    await expect(explained('open the page', () => Promise.reject(refusal))).rejects.toBe(refusal)
  })
})
