import { describe, expect, test } from 'vitest'
import { allowedCommands, commandForKey } from '../../../dashboard/src/live/commands.js'

test('a session allows what its state does', () => {
  expect(allowedCommands(null)).toEqual(['start'])
  expect(allowedCommands({ state: 'running' })).toEqual(['pause', 'lap', 'segment', 'marker', 'finish', 'discard'])
  expect(allowedCommands({ state: 'paused' })).toEqual(['resume', 'finish', 'discard'])
  expect(allowedCommands({ state: 'ended' })).toEqual(['start'])
})

test('the next step can be asked for while a plan has steps left', () => {
  const plan = { name: 'Short', steps: 2 }
  expect(allowedCommands({ state: 'running', plan: { ...plan, step: 1 } })).toContain('next')
  expect(allowedCommands({ state: 'running', plan })).not.toContain('next')
})

describe('a key', () => {
  test.each([
    [' ', 'running', 'pause'],
    [' ', 'paused', 'resume'],
    ['l', 'running', 'lap'],
    ['L', 'running', 'lap'],
    ['l', 'paused', undefined],
    ['e', 'paused', 'finish'],
    ['m', 'running', 'marker'],
    ['g', 'running', 'segment'],
    ['n', 'running', undefined],
    ['s', undefined, 'start'],
    ['s', 'running', undefined],
    ['?', 'running', 'help'],
    ['x', 'running', undefined],
  ] as const)('%j while %s asks for %s', (key, state, command) => {
    expect(commandForKey(key, 'page', state ? { state } : null)).toBe(command)
  })

  test('that belongs to a field or to a button is left to it', () => {
    expect(commandForKey('l', 'field', { state: 'running' })).toBeUndefined()
    expect(commandForKey(' ', 'control', { state: 'running' })).toBeUndefined()
    expect(commandForKey('l', 'control', { state: 'running' })).toBe('lap')
  })
})
