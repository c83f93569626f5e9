/** A camelCase name as words: `highIntensityIntervalTraining` is `high intensity interval training`. */
export const words = (name: string): string => name.replace(/([a-z])([A-Z0-9])/g, '$1 $2').toLowerCase()

/** A flag's name as the API spells it: `time-zone` is `timeZone`. */
export const camelCase = (name: string): string =>
  name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
