import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sourceFiles } from '../tidy/imports.js'
import { examples, sections } from './sections.js'

const files = sourceFiles('test').filter((file) => file.endsWith('.test.ts') && !file.endsWith('coverage.test.ts'))
const texts = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]))

/** What follows the sign of a section at the start of titles. */
const titles = (call: 'describe' | 'it'): readonly (readonly [file: string, rest: string])[] => {
  // A title is the first argument of its call, or of what `each` returns.
  const pattern = new RegExp(
    `\\b${call}(?:\\.each[^\\n]*)?\\(\\s*['"\`]§ ([^\\n]*)|^ *\\]\\)\\(\\s*['"\`]§ ([^\\n]*)`,
    'gm',
  )
  return [...texts].flatMap(([file, text]) =>
    [...text.matchAll(pattern)].map((match) => [file, match[1] ?? match[2] ?? ''] as const),
  )
}

const numberOf = (rest: string): string => /^[\d.]+/.exec(rest)?.[0] ?? ''
const described = titles('describe').map(([file, rest]) => [file, numberOf(rest)] as const)

describe('the sections of the reference', () => {
  const tested = new Set(described.map(([, number]) => number))

  it.each(sections.filter(({ not, shown }) => not === undefined && shown === undefined))(
    '§ $number has tests named after it: $title',
    ({ number }) => {
      expect([...tested]).toContain(number)
    },
  )

  it.each(sections.filter(({ shown }) => shown !== undefined))('§ $number is shown elsewhere: $title', ({ shown }) => {
    expect(existsSync(shown ?? '')).toBe(true)
  })

  it('are listed when tests are named after them, and apply', () => {
    const applying = sections.filter(({ not }) => not === undefined).map(({ number }) => number)
    const isListed = (number: string): boolean => applying.some((one) => one === number || one.startsWith(`${number}.`))
    expect([...tested].filter((number) => !isListed(number))).toEqual([])
  })

  it('give the files their names', () => {
    const rules = files.filter((file) => file.startsWith('test/semantics/'))
    const isNamed = (file: string): boolean => {
      const number = /^\d+(\.\d+)?/.exec(basename(file))?.[0]
      return described.some(([of, section]) => of === file && (section === number || section.startsWith(`${number}.`)))
    }
    expect(rules.filter((file) => !isNamed(file))).toEqual([])
  })
})

describe('the worked examples of § 25', () => {
  const all = [...new Set([...titles('describe'), ...titles('it')].map(([file, rest]) => `${file}: ${rest}`))]
  const named = all.filter((title) => title.includes(': 25 '))

  it.each(examples)('%s is there exactly once', (example) => {
    expect(named.filter((title) => title.includes(`: 25 ${example}`))).toHaveLength(1)
  })

  it('are all listed', () => {
    expect(named.filter((title) => !examples.some((example) => title.includes(`: 25 ${example}`)))).toEqual([])
  })
})
