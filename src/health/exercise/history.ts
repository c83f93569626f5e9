/** A value that a fact has had since an instant, epoch ms; null since it was removed. */
export interface Since<Value> {
  readonly value: Value | null
  readonly from: number
}

/**
 * What a fact was just before an instant. What it was first is taken for what it had been before: who tells a resting
 * heart rate had one last week too.
 */
export const valueBefore = <Value>(
  history: readonly Since<Value>[] | undefined,
  present: Value | undefined,
  at: number,
): Value | undefined => {
  const entry = history?.findLast(({ from }) => from < at) ?? history?.[0]
  return entry === undefined ? present : (entry.value ?? undefined)
}
