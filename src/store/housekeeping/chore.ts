import { HealthError } from '../../health/error.js'
import { History } from '../archive/history.js'
import { inSnapshot, openReader, openUnmigrated } from '../sqlite/database.js'
import { openPageTable } from '../sqlite/page-table.js'
import { checkSteps } from './check.js'
import { Findings } from './findings.js'
import type { CheckReport, Progress } from './housekeeping.js'

/** Long work that is done apart from the store, on a connection of its own. */
export type Chore = { readonly kind: 'check'; readonly full: boolean } | { readonly kind: 'rewrite' }

/** Hears how far a chore has come, and says whether it is to go on. */
export type GoOn = (progress: Progress) => boolean

/** Checks the file; each step sees the file as of one instant. */
export function checkFile(file: string, full: boolean, goOn: GoOn): CheckReport {
  const database = openReader(file)
  try {
    const history = new History(database)
    const findings = new Findings()
    const steps = checkSteps({ database, history, full, findings })
    for (;;) {
      const step = inSnapshot(database, () => {
        history.loadStreams()
        return steps.next()
      })
      if (step.done) return findings.report()
      if (!goOn(step.value)) throw new HealthError('databaseInaccessible', 'the store is closed')
    }
  } finally {
    database.close()
  }
}

/** Writes the whole file anew, so that it can give back free pages from then on. Nobody else may be writing. */
export function rewriteFile(file: string): void {
  const database = openUnmigrated(file)
  try {
    openPageTable(database).rewrite()
  } finally {
    database.close()
  }
}
