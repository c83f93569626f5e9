import { describe, expect, test } from 'vitest'
import { allowedCommands, commandForKey } from '../../../dashboard/src/live/commands.js'

test('a session allows what its state does', () => {
  expect(allowedCommands(undefined)).toEqual(['start'])
  expect(allowedCommands('running')).toEqual(['pause', 'lap', 'end', 'discard'])
  expect(allowedCommands('paused')).toEqual(['resume', 'end', 'discard'])
  expect(allowedCommands('ended')).toEqual(['start'])
})

describe('a key', () => {
  test.each([
    [' ', 'running', 'pause'],
    [' ', 'paused', 'resume'],
    ['l', 'running', 'lap'],
    ['L', 'running', 'lap'],
    ['l', 'paused', undefined],
    ['e', 'paused', 'end'],
    ['s', undefined, 'start'],
    ['s', 'running', undefined],
    ['?', 'running', 'help'],
    ['x', 'running', undefined],
  ] as const)('%j while %s asks for %s', (key, state, command) => {
    expect(commandForKey(key, 'page', state)).toBe(command)
  })

  test('that belongs to a field or to a button is left to it', () => {
    expect(commandForKey('l', 'field', 'running')).toBeUndefined()
    expect(commandForKey(' ', 'control', 'running')).toBeUndefined()
    expect(commandForKey('l', 'control', 'running')).toBe('lap')
  })
})
