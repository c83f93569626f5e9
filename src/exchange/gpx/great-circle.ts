/** Mean radius of the Earth, m (IUGG). */
const radius = 6_371_008.8

const radians = (degrees: number): number => (degrees * Math.PI) / 180

/** Degrees of WGS 84. */
export interface Position {
  readonly latitude?: number | undefined
  readonly longitude?: number | undefined
}

/** The way along the great circle, m (haversine); 0 when a position is not known. */
export function distanceBetween(one: Position, other: Position): number {
  const values = [one.latitude, one.longitude, other.latitude, other.longitude]
  const [lat1, lon1, lat2, lon2] = values.map((value) => radians(value ?? Number.NaN)) as [
    number,
    number,
    number,
    number,
  ]
  const half = Math.sin((lat2 - lat1) / 2) ** 2 + Math.cos(lat1) * Math.cos(lat2) * Math.sin((lon2 - lon1) / 2) ** 2
  const way = 2 * radius * Math.asin(Math.min(1, Math.sqrt(half)))
  return Number.isNaN(way) ? 0 : way
}
