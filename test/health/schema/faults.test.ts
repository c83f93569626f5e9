import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { faults } from '../../../src/health/schema/faults.js'

const name = z.string().refine((text) => text === 'walk', 'is not a game')
const schema = z.strictObject({ 'a/b': z.array(z.number()), games: z.record(name, z.number()).optional() })

const faultsOf = (input: unknown) => faults(schema.safeParse(input).error ?? new z.ZodError([]))

describe('the faults of what came from outside', () => {
  it.each([
    ['a member that is missing', {}, '/a~1b', 'is missing'],
    ['a member that is unknown', { 'a/b': [], c: 1 }, '/c', 'is unknown'],
    ['an item', { 'a/b': [1, 'x'] }, '/a~1b/1', 'Invalid input: expected number, received string'],
    ['a number that is none', { 'a/b': [Number.NaN] }, '/a~1b/0', 'is not a number'],
    ['a name', { 'a/b': [], games: { run: 1 } }, '/games/run', 'is not a game'],
  ])('point at %s, and say what is wrong with it', (_, input, pointer, message) => {
    expect(faultsOf(input)).toEqual([{ pointer, message }])
  })
})
