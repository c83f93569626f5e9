/** Where somebody was (CLLocation): degrees of WGS 84, metres, m/s; what the receiver did not know is left out. */
export interface Location {
  /** Epoch ms. */
  readonly time: number
  readonly latitude: number
  readonly longitude: number
  /** Above mean sea level, m. */
  readonly altitude?: number | undefined
  /** Radius of uncertainty, m. */
  readonly horizontalAccuracy?: number | undefined
  readonly verticalAccuracy?: number | undefined
  readonly speed?: number | undefined
  readonly speedAccuracy?: number | undefined
  /** Degrees clockwise from true north, 0 to less than 360. */
  readonly course?: number | undefined
  readonly courseAccuracy?: number | undefined
}

/** As many locations as fit one route: more than a day at one a second. A workout may have several routes. */
export const locationsMax = 100_000
