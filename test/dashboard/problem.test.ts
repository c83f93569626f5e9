import { expect, test } from 'vitest'
import { parseProblem, problemText } from '../../dashboard/src/problem.js'

test('a problem is told by its detail and its bad fields', () => {
  const problem = parseProblem(400, {
    title: 'Bad Request',
    code: 'invalidArgument',
    detail: 'the request is not valid',
    errors: [{ pointer: '/location', message: 'is not a location' }],
  })
  expect(problem).toMatchObject({ status: 400, code: 'invalidArgument' })
  expect(problem.message).toBe('the request is not valid (/location is not a location)')
})

test('an answer that is no problem document is told by its status', () => {
  expect(parseProblem(502, undefined).message).toBe('The server answered 502.')
  expect(parseProblem(502, { detail: 7, errors: 'x' })).toMatchObject({ code: 'unknown' })
})

test('something thrown that is no error has a text too', () => {
  expect(problemText('x')).toBe('Something went wrong.')
})
