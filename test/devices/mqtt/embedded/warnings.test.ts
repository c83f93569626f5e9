import { expect, it } from 'vitest'
import { createWarnings } from '../../../../devices/mqtt/embedded/warnings.js'

it('logs ten of a text a minute, and then how many were left out', () => {
  const logged: [object, string][] = []
  let now = 0
  const warn = createWarnings({ warn: (facts: object, text: string) => logged.push([facts, text]) } as never, () => now)
  for (let count = 0; count < 25; count += 1) warn({ count }, 'refused')
  warn({}, 'other')
  expect(logged).toHaveLength(11)
  now = 60_000
  warn({ count: 25 }, 'refused')
  expect(logged.at(-1)).toEqual([{ count: 25, unlogged: 15 }, 'refused'])
  now = -1_000_000
  warn({ count: 26 }, 'refused')
  expect(logged.at(-1)).toEqual([{ count: 26 }, 'refused'])
})
