import type { History } from '../archive/history.js'
import { decodeBlock } from '../codec/block-codec.js'
import { decodeJournalRow } from '../codec/journal-codec.js'
import type { Database } from '../sqlite/database.js'
import { openPageTable } from '../sqlite/page-table.js'
import { openReferenceTable } from '../sqlite/reference-table.js'
import { checkBatches, checkBlock } from './check-blocks.js'
import type { Findings } from './findings.js'
import type { Progress } from './housekeeping.js'

/** What is checked, and where faults are noted. */
export interface CheckView {
  readonly database: Database
  readonly history: History
  readonly full: boolean
  readonly findings: Findings
}

const rowsPerStep = 100

function* checkFile({ database, full, findings }: CheckView): Generator<Progress> {
  yield { step: 'file', done: 0, of: 1 }
  for (const text of openPageTable(database).faults(full)) findings.add('file', text)
  yield { step: 'file', done: 1, of: 1 }
}

function* checkSeries({ history, findings }: CheckView): Generator<Progress> {
  const { series } = history.tables
  checkBatches(series.batches(), findings)
  const last = series.lastBatch()?.last_row ?? 0
  for (let next = 1; next <= last; ) {
    const rows = series.inRows(next, last, { seq: -1, limit: rowsPerStep })
    for (const row of rows) checkBlock(history, row, findings)
    findings.checked.blocks += rows.length
    next = rows.length < rowsPerStep ? last + 1 : (rows.at(-1)?.id ?? last) + 1
    yield { step: 'blocks', done: Math.min(next, last), of: last }
  }
}

function* checkSamples({ history, findings }: CheckView): Generator<Progress> {
  const { samples } = history.tables
  for (let [after, more] = [-1, true]; more; ) {
    const rows = samples.between(after, Number.MAX_SAFE_INTEGER, rowsPerStep)
    for (const row of rows) {
      if (history.streams.byId(row.stream) === undefined) continue
      findings.attempt(`sample ${row.id}`, 'it cannot be read', () => history.sample(row))
    }
    findings.checked.samples += rows.length
    more = rows.length === rowsPerStep
    after = rows.at(-1)?.id ?? after
    yield { step: 'samples', done: after, of: samples.lastId() ?? 0 }
  }
}

function* checkDeletions({ history, findings }: CheckView): Generator<Progress> {
  const { tombstones } = history.tables
  for (let [after, more] = [-1, true]; more; ) {
    const rows = tombstones.between(after, Number.MAX_SAFE_INTEGER, rowsPerStep)
    for (const { id, body, quantities } of rows) {
      findings.attempt(`tombstone ${id}`, 'it cannot be read', () =>
        quantities === null ? JSON.parse(body ?? '') : decodeBlock(quantities),
      )
    }
    findings.checked.deletions += rows.length
    more = rows.length === rowsPerStep
    after = rows.at(-1)?.id ?? after
    yield { step: 'deletions', done: after, of: tombstones.lastId() ?? 0 }
  }
}

function* checkJournal({ history, findings }: CheckView): Generator<Progress> {
  const { journal, series } = history.tables
  for (let [after, more] = [series.lastBatch()?.last_seq ?? 0, true]; more; ) {
    const rows = journal.after(after, rowsPerStep)
    for (const { seq, quantities } of rows) {
      findings.attempt(`journal ${seq}`, 'it cannot be read', () => {
        const unknown = decodeJournalRow(quantities).streams.find((id) => history.streams.byId(id) === undefined)
        if (unknown !== undefined) findings.add(`journal ${seq}`, 'it holds quantities of no stream')
      })
    }
    findings.checked.journal += rows.length
    more = rows.length === rowsPerStep
    after = rows.at(-1)?.seq ?? after
    yield { step: 'journal', done: after, of: journal.lastSeq() ?? 0 }
  }
}

function* checkReferences({ database, findings }: CheckView): Generator<Progress> {
  const references = openReferenceTable(database)
  for (const [done, { table, problem, find }] of references.entries()) {
    for (const id of find()) findings.add(`${table} ${id}`, `it ${problem}`)
    yield { step: 'references', done: done + 1, of: references.length }
  }
}

/** Looks at everything, in steps of which each reads what belongs together. */
export function* checkSteps(view: CheckView): Generator<Progress> {
  yield* checkFile(view)
  yield* checkSeries(view)
  yield* checkSamples(view)
  yield* checkDeletions(view)
  yield* checkJournal(view)
  yield* checkReferences(view)
}
