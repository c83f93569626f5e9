import { plainText } from '../encoding.js'

/** Whether a file that begins so is the `export.xml` of the Health app: its declaration of the document's type comes first. */
export const isAppleHealth = (start: Uint8Array): boolean => /<(!DOCTYPE\s+)?HealthData[\s>[]/.test(plainText(start))
