import type { PageTable } from '../sqlite/page-table.js'
import type { Progress } from './housekeeping.js'

// A quarter of a megabyte is moved in a few milliseconds, the disk's own included.
const pagesPerStep = 64

/** Gives back the pages that are free now, a few in each step. */
export function* vacuumSteps(pages: PageTable): Generator<Progress> {
  const of = pages.free()
  for (let done = 0; done < of; ) {
    const before = pages.free()
    pages.giveBack(Math.min(pagesPerStep, of - done))
    const given = before - pages.free()
    if (given <= 0) return
    done += given
    yield { step: 'vacuum', done: Math.min(done, of), of }
  }
}
