import type { History } from '../archive/history.js'
import { newBlock } from '../archive/new-block.js'
import { decodeBlock } from '../codec/block-codec.js'
import type { Batch, BlockRow, BlockSummary } from '../sqlite/series-table.js'
import type { Findings } from './findings.js'

// Sums of doubles may differ in their last digits when another version of the program added them up.
const tolerance = 1e-9

const isSame = (a: number | null | undefined, b: number | null | undefined): boolean => {
  if (a === b || a == null || b == null) return true
  return Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a), Math.abs(b))
}

/** The figures that the quantities of a block do not bear out. */
const wrongFigures = (row: BlockRow, real: BlockSummary): readonly string[] =>
  Object.keys(real).filter((key) => {
    const name = key as keyof BlockSummary
    return typeof real[name] === 'number' && !isSame(row[name], real[name])
  })

const ascends = (starts: readonly number[]): boolean =>
  starts.every((start, row) => row === 0 || start > (starts[row - 1] as number))

/** Whether a block can be opened, holds what its summary says, and belongs where it is. */
export function checkBlock(history: History, row: BlockRow, findings: Findings): void {
  const place = `series ${row.id}`
  const stream = history.streams.byId(row.stream)
  const bytes = history.tables.series.bytes(row.id)
  // Both are told where references are checked.
  if (stream === undefined || bytes === undefined) return
  findings.attempt(place, 'its quantities cannot be read', () => {
    const quantities = decodeBlock(bytes)
    if (!ascends(quantities.starts)) findings.add(place, 'its quantities are out of order')
    for (const name of wrongFigures(row, newBlock(stream, quantities)))
      findings.add(place, `its ${name} is not that of its quantities`)
  })
  const batch = history.tables.series.batchOfRow(row.id)
  if (batch && (row.first_seq < batch.first_seq || row.last_seq > batch.last_seq))
    findings.add(place, 'it holds commits of another batch')
}

/** Whether the batches follow each other without a gap. */
export function checkBatches(batches: readonly Batch[], findings: Findings): void {
  for (const [at, batch] of batches.entries()) {
    const before = batches[at - 1]
    const place = `batch ${batch.number}`
    findings.checked.batches += 1
    if (batch.first_seq > batch.last_seq) findings.add(place, 'it ends before it begins')
    if (batch.first_seq !== (before?.last_seq ?? 0) + 1) findings.add(place, 'it does not follow the one before it')
    if (batch.first_row <= (before?.last_row ?? 0)) findings.add(place, 'it shares rows with the one before it')
  }
}
