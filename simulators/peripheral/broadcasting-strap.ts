import { createStrap, type Strap, type StrapOptions } from './strap.js'

/** Company Identifiers: Polar Electro Oy. */
const polar = 0x006b
const [sensorContact, isBroadcast] = [0x02, 0x20]
const rateCode = 0x16

/**
 * A strap that tells its heart rate in each advertisement as Polar's do (Polar BLE SDK, advertised heart rate): a byte of
 * flags with a frame counter in bits 2 to 4, a code, the rate averaged fast, and averaged slowly, count/min.
 */
export const createBroadcastingStrap = (options: StrapOptions): Strap => {
  const strap = createStrap(options)
  const manufacturerData = (): ReadonlyMap<number, Uint8Array> => {
    const { heartRate, count } = strap.told()
    const flags = isBroadcast | ((count % 8) << 2) | (heartRate > 0 ? sensorContact : 0)
    const rate = Math.min(255, heartRate)
    return new Map([[polar, Uint8Array.of(flags, rateCode, rate, rate)]])
  }
  return { ...strap, broadcast: () => ({ ...strap.broadcast(), manufacturerData: manufacturerData() }) }
}
