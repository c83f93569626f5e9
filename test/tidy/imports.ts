import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

/** One import in a source file: `target` is a path from the root for ours, else the package's name. */
export interface Import {
  readonly from: string
  readonly target: string
  readonly typeOnly: boolean
}

const sourceFile = /\.(ts|tsx)$/
const importStatement =
  /(?:^|\n)\s*(?:import|export)\s+(type\s)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g

/** All source files below a folder, as paths from the root, sorted. */
export const sourceFiles = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => sourceFile.test(file) && !file.includes('node_modules'))
    .map((file) => join(folder, file))
    .sort()

const resolve = (from: string, specifier: string): string =>
  specifier.startsWith('.') ? normalize(join(dirname(from), specifier)).replace(/\.js$/, '.ts') : specifier

/** What a file imports, re-exports and loads dynamically. */
export const importsOf = (file: string, text = readFileSync(file, 'utf8')): Import[] =>
  [...text.matchAll(importStatement)].map(([, type, named, dynamic]) => ({
    from: file,
    target: resolve(file, named ?? dynamic ?? ''),
    typeOnly: type !== undefined,
  }))
