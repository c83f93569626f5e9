/** How often a property is tried, and from which seed. */
export interface PropertyRuns {
  readonly numRuns: number
  readonly seed?: number
}

const { VITALD_NIGHTLY, VITALD_SEED } = process.env

/** Whether there is a night to try properties in. */
const isNightly = VITALD_NIGHTLY === '1'

/**
 * How often to try a property: often enough for every run of the tests, or as often as a night allows
 * (`npm run test:nightly`). fast-check prints the seed when a property fails; `VITALD_SEED` tries it from there again.
 */
export const propertyRuns = (usual: number, nightly: number): PropertyRuns => ({
  numRuns: isNightly ? nightly : usual,
  ...(VITALD_SEED === undefined ? {} : { seed: Number(VITALD_SEED) }),
})

/** How long a test of properties may take, ms. */
export const patience = (usual: number): number => (isNightly ? 7_200_000 : usual)
