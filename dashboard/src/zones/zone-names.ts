const heartRateNames = ['Very light', 'Light', 'Moderate', 'Hard', 'Maximum']
/** Coggan's. */
const powerNames = ['Active recovery', 'Endurance', 'Tempo', 'Threshold', 'VO₂ max', 'Anaerobic', 'Neuromuscular']

const names: Readonly<Record<string, readonly string[]>> = {
  heartRate: heartRateNames,
  cyclingPower: powerNames,
  runningPower: powerNames,
}

/** What people call a zone, by its index from 0; undefined where a person has another number of zones. */
export const zoneName = (type: string, index: number, count: number): string | undefined => {
  const known = Object.hasOwn(names, type) ? names[type] : undefined
  return known?.length === count ? known[index] : undefined
}
