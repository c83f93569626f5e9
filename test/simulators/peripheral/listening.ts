import type { GattCharacteristic, Peripheral } from '../../../simulators/peripheral/peripheral.js'

/** The characteristic of a peripheral with this UUID, the first of them. */
export const characteristic = (peripheral: Peripheral, uuid: string): GattCharacteristic => {
  const found = peripheral.services.flatMap(({ characteristics }) => characteristics).find((each) => each.uuid === uuid)
  if (found === undefined) throw new Error(`no characteristic ${uuid}`)
  return found
}

/** Values that are told from now on, and how to stop listening. */
export const listen = (peripheral: Peripheral, uuid: string): { readonly values: Uint8Array[]; end(): void } => {
  const values: Uint8Array[] = []
  const end = characteristic(peripheral, uuid).subscribe?.((value) => values.push(value)) ?? (() => {})
  return { values, end }
}
