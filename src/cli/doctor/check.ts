/** How one check went: `advice` says how to mend a warning or a failure. */
export interface Finding {
  readonly check: string
  readonly verdict: 'ok' | 'warning' | 'failure'
  readonly detail: string
  readonly advice?: string
}

export const ok = (check: string, detail: string): Finding => ({ check, verdict: 'ok', detail })

export const warning = (check: string, detail: string, advice: string): Finding => ({
  check,
  verdict: 'warning',
  detail,
  advice,
})

export const failure = (check: string, detail: string, advice: string): Finding => ({
  check,
  verdict: 'failure',
  detail,
  advice,
})
