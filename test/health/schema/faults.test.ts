import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { faults } from '../../../src/health/schema/faults.js'

const name = z.string().refine((text) => text === 'walk', 'is not a game')
const form = z
  .union([
    z.string(),
    z.strictObject({ from: z.number() }),
    z.strictObject({ ramp: z.array(z.number()), to: z.number() }),
  ])
  .optional()
const schema = z.strictObject({ 'a/b': z.array(z.number()), games: z.record(name, z.number()).optional(), form })

const faultsOf = (input: unknown) => faults(schema.safeParse(input).error ?? new z.ZodError([]))

describe('the faults of what came from outside', () => {
  it.each([
    ['a member that is missing', {}, '/a~1b', 'is missing'],
    ['a member that is unknown', { 'a/b': [], c: 1 }, '/c', 'is unknown'],
    ['an item', { 'a/b': [1, 'x'] }, '/a~1b/1', 'Invalid input: expected number, received string'],
    ['a number that is none', { 'a/b': [Number.NaN] }, '/a~1b/0', 'is not a number'],
    [
      'the one form that fits best',
      { 'a/b': [], form: { from: 'x' } },
      '/form/from',
      'Invalid input: expected number, received string',
    ],
    ['a value that has no form at all', { 'a/b': [], form: 7 }, '/form', 'Invalid input'],
    ['a name', { 'a/b': [], games: { run: 1 } }, '/games/run', 'is not a game'],
  ])('point at %s, and say what is wrong with it', (_, input, pointer, message) => {
    expect(faultsOf(input)).toEqual([{ pointer, message }])
  })
})
