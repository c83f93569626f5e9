import { batteryTone } from '../words.js'

/** A battery and how full it is, percent. */
export const Battery = ({ level }: { readonly level: number | undefined }) => {
  if (level === undefined) return null
  return (
    <span class={`battery ${batteryTone(level)}`}>
      <span class="unseen">Battery </span>
      <svg viewBox="0 0 26 14" width="26" height="14" aria-hidden="true">
        <rect class="case" x="1" y="1" width="21" height="12" rx="3" />
        <rect class="tip" x="23" y="5" width="2" height="4" rx="1" />
        <rect class="fill" x="3" y="3" width={Math.max(1, 0.17 * level)} height="8" rx="1.5" />
      </svg>
      {Math.round(level)} %
    </span>
  )
}
