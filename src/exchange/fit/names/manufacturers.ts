/** Makers by FIT's numbers, as far as their recordings are common; a rider wants a name, not a number. */
const manufacturers: Readonly<Record<number, string>> = {
  1: 'Garmin',
  6: 'SRM',
  7: 'Quarq',
  15: 'Dynastream',
  23: 'Suunto',
  32: 'Wahoo Fitness',
  40: 'Concept2',
  41: 'Shimano',
  51: '4iiii',
  63: 'Specialized',
  69: 'Stages Cycling',
  70: 'Sigma Sport',
  71: 'TomTom',
  76: 'Moxy',
  86: 'Elite',
  89: 'Tacx',
  95: 'Stryd',
  123: 'Polar Electro',
  258: 'Lezyne',
  260: 'Zwift',
  263: 'Favero Electronics',
  265: 'Strava',
  267: 'Bryton',
  268: 'SRAM',
  281: 'TrainerRoad',
  289: 'Hammerhead',
  294: 'COROS',
}

/** The maker's name; undefined for one without. */
export const manufacturerOf = (number: number | undefined): string | undefined =>
  number === undefined ? undefined : manufacturers[number]
