import { type JsonPath, parseJsonPath, readJsonPath } from './json-path.js'

/** What a mapping reads of a message: the captures of its topic, and its payload or the item of it that is looked at. */
export interface Scope {
  readonly captures: readonly string[]
  readonly root: unknown
}

/** Finds a value in a message. */
export interface Selector {
  /** The highest capture that it takes, from 1; 0 when it takes none. */
  readonly capture: number
  /** Whether it takes something inside a payload, which then has to be JSON. */
  readonly isDeep: boolean
  all(scope: Scope): readonly unknown[]
  first(scope: Scope): unknown
}

const ofPath = (path: JsonPath): Selector => ({
  capture: 0,
  isDeep: path.length > 0,
  all: ({ root }) => readJsonPath(path, root),
  first: ({ root }) => readJsonPath(path, root)[0],
})

const ofCapture = (capture: number): Selector => ({
  capture,
  isDeep: false,
  all: ({ captures }) => captures.slice(capture - 1, capture),
  first: ({ captures }) => captures[capture - 1],
})

/** Reads `$1`, a capture, or `$.a.b`, a path; undefined when the text is neither. */
export function parseSelector(text: string): Selector | undefined {
  const capture = /^\$([1-9]\d?)$/.exec(text)?.[1]
  if (capture !== undefined) return ofCapture(Number(capture))
  const path = parseJsonPath(text)
  return path && ofPath(path)
}
