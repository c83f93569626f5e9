import { readFileSync } from 'node:fs'

const fence = /^```ts\n([\s\S]*?)^```$/gm
const importLine = /^import .*$/gm

/** The TypeScript blocks of a page, in order. */
export const blocksOf = (page: string): readonly string[] =>
  [...readFileSync(page, 'utf8').matchAll(fence)].map(([, code = '']) => code)

/** A page as one program, its imports first. `changed` puts the test's own places for those of the page. */
export function programOf(page: string, changed: Readonly<Record<string, string>>): string {
  const code = blocksOf(page).join('\n')
  const text = [...(code.match(importLine) ?? []), code.replaceAll(importLine, '')].join('\n')
  return Object.entries(changed).reduce((program, [from, to]) => program.replaceAll(from, to), text)
}
