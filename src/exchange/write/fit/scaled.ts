/** Far less than a step, and more than arithmetic loses. */
const hair = 0.01

/** The value that is nearest among those that a field of this scale can hold: the encoder cuts, it does not round. */
export const nearest = (value: number, scale: number): number => (Math.round(value * scale) + hair) / scale

/** The raw values of a field that holds several: the encoder scales only single ones. */
export const rawValues = (values: readonly number[], scale: number): number[] =>
  values.map((value) => Math.round(value * scale))
