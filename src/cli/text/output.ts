import type { Ambient } from '../ambient.js'

/** Prints a value as JSON. */
export const printJson = (value: unknown, ambient: Ambient): void => {
  ambient.out.write(`${JSON.stringify(value, null, 2)}\n`)
}

/** Rows under their headings, columns aligned. */
export function tableText(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const table = [headings, ...rows]
  const widths = headings.map((_, column) => Math.max(...table.map((row) => (row[column] ?? '').length)))
  const lines = table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  return `${lines.join('\n')}\n`
}

/** Rows as lines, columns aligned: those with these numbers to the right, the others to the left. Empty columns are left out. */
export function columnLines(rows: readonly (readonly string[])[], toTheRight: readonly number[]): readonly string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length))
  const widths = Array.from({ length: columns }, (_, at) => Math.max(...rows.map((row) => (row[at] ?? '').length)))
  const cell = (row: readonly string[], at: number): string => {
    const text = row[at] ?? ''
    return toTheRight.includes(at) ? text.padStart(widths[at] ?? 0) : text.padEnd(widths[at] ?? 0)
  }
  return rows.map((row) =>
    `  ${widths.flatMap((width, at) => (width > 0 ? [cell(row, at)] : [])).join('  ')}`.trimEnd(),
  )
}

/** Prints rows under their headings, columns aligned; `empty` when there is none. */
export function printTable(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  { empty, ambient }: { readonly empty: string; readonly ambient: Ambient },
): void {
  ambient.out.write(rows.length === 0 ? `${empty}\n` : tableText(headings, rows))
}

const two = (value: number): string => String(value).padStart(2, '0')

/** Seconds as `1:02:03` or `2:03`. */
export function clockTime(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60]
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`
}

/** Metres as kilometres with two decimals; an absent distance is a dash. */
export const kilometres = (metres: number | undefined): string =>
  metres === undefined ? '–' : `${(metres / 1000).toFixed(2)} km`

/** A rounded figure with its unit; an absent one is a dash. */
export const figure = (value: number | undefined, unit: string, decimals = 0): string =>
  value === undefined ? '–' : `${value.toFixed(decimals)} ${unit}`.trim()

/** An instant in the machine's own time zone. */
export const localTime = (iso: string): string =>
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short' }).format(new Date(iso))

/** Shows where long work has got to: one line that is rewritten on a terminal, a line now and then elsewhere. */
export function createProgress(ambient: Ambient, everyMs = 10_000): { show(line: string): void; end(): void } {
  let shownAt = Number.NEGATIVE_INFINITY
  let isOpen = false
  return {
    show(line) {
      if (ambient.error.isTerminal) {
        ambient.error.write(`\r\u001b[K${line}`)
        isOpen = true
      } else if (ambient.clock() - shownAt >= everyMs) {
        shownAt = ambient.clock()
        ambient.error.write(`${line}\n`)
      }
    },
    end() {
      if (isOpen) ambient.error.write('\n')
      isOpen = false
    },
  }
}
