import { expect, it } from 'vitest'
import type { AppleFinding } from '../../../src/exchange/apple/finding.js'
import { ProblemTally } from '../../../src/exchange/apple/problem-tally.js'

const told = (tally: ProblemTally): readonly AppleFinding[] => [...tally.findings()]

it('tells each reason once, with how often it was and where first', () => {
  const tally = new ProblemTally()
  tally.add('leftOut', 'ClinicalRecord', () => 10)
  tally.add('badTimes', 'Record', () => 20)
  tally.add('leftOut', 'ClinicalRecord', () => 30)
  expect(told(tally)).toEqual([
    { type: 'problem', problem: { code: 'leftOut', subject: 'ClinicalRecord', offset: 10, count: 2 } },
    { type: 'problem', problem: { code: 'badTimes', subject: 'Record', offset: 20, count: 1 } },
  ])
})

it('names no more subjects than a person reads, and none that is no name', () => {
  const tally = new ProblemTally()
  tally.add('unknownType', 'a\nb', () => 0)
  for (let at = 0; at < 1_000; at += 1) tally.add('unknownType', `Type${at}`, () => at)
  const problems = told(tally)
  expect(problems).toHaveLength(100)
  expect(problems[0]).toEqual({ type: 'problem', problem: { code: 'unknownType', offset: 0, count: 902 } })
})
