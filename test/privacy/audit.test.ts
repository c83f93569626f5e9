import { describe, expect, it } from 'vitest'
import { openAudit } from '../../src/privacy/audit.js'
import { memoryDocuments } from './memory-documents.js'

const minute = 60_000
/** Resolves when all that was noted is on its way no more. */
const written = () => new Promise((resolve) => setImmediate(resolve))

const begin = () => {
  const documents = memoryDocuments()
  const time = { now: 0 }
  return { documents, time, open: () => openAudit({ documents, clock: () => time.now }) }
}
const read = (client = 'app', user = 'ada') => ({
  client,
  user,
  action: 'read' as const,
  types: ['heartRate' as const],
})

describe('the book of what programs did', () => {
  it('counts the same deed within a minute', () => {
    const { open, time } = begin()
    const audit = open()
    for (const at of [0, 10_000, 59_999, minute, 2 * minute]) {
      time.now = at
      audit.note(read())
    }
    const entry = { client: 'app', user: 'ada', action: 'read', types: ['heartRate'] }
    expect(audit.of('ada')).toEqual([
      { ...entry, first: 2 * minute, last: 2 * minute, times: 1 },
      { ...entry, first: minute, last: minute, times: 1 },
      { ...entry, first: 0, last: 59_999, times: 3 },
    ])
  })

  it('is of one person, newest first, and there after a restart', async () => {
    const { open, time } = begin()
    const audit = open()
    audit.note(read('a'))
    audit.note(read('b', 'bob'))
    time.now = 5
    audit.note(read('c'))
    await written()
    expect(
      open()
        .of('ada')
        .map(({ client }) => client),
    ).toEqual(['c', 'a'])
  })

  it('forgets the oldest, and a person', async () => {
    const { open, time, documents } = begin()
    const audit = open()
    for (let at = 0; at < 10_150; at += 1) {
      time.now = at * 2 * minute
      audit.note(read())
    }
    await written()
    expect(audit.of('ada').length).toBeLessThanOrEqual(10_000)
    expect(audit.of('ada').length).toBeGreaterThan(9_800)
    expect(documents.all('audit').length).toBeLessThanOrEqual(100)
    await audit.forget('ada')
    expect(open().of('ada')).toEqual([])
  })
})
