/** Company identifier of Polar Electro Oy among the Bluetooth SIG's assigned numbers. */
export const polarCompany = 0x006b

/** A heart rate as Polar's sensors and watches broadcast it. */
export interface PolarBroadcast {
  /** Count/min, as it is meant for a display: averaged for longer where the sensor tells two. 0: none. */
  readonly heartRate: number
  /** Whether it feels skin. */
  readonly hasContact: boolean
  readonly isBatteryLow: boolean
  /** 0 to 7, and then 0 again: the next with each new value, about once a second. */
  readonly counter: number
}

// The octet that begins each block. Bits 5 and 7 say nothing of the heart.
const batteryLow = 0x01
const contact = 0x02
const counterShift = 2
const counterMost = 7
const isOther = 0x40

const shortest = 3
const withSlowRate = 4

function heartRateIn(block: Uint8Array): PolarBroadcast | undefined {
  const [head, , fast, slow] = block
  if (head === undefined || fast === undefined) return undefined
  return {
    heartRate: block.length === withSlowRate && slow !== undefined ? slow : fast,
    hasContact: (head & contact) !== 0,
    isBatteryLow: (head & batteryLow) !== 0,
    counter: (head >> counterShift) & counterMost,
  }
}

/**
 * The heart rate in Polar's manufacturer data, without the company identifier. The data are blocks: one whose first octet
 * has bit 6 set holds something else, and its second octet tells how many follow; else it is head (battery low, contact,
 * three bits of counter), an octet of the radio's frequency, the heart rate averaged for a short time, and, when exactly
 * one octet is left, for a longer one. H6 and H7 send this block alone, OH1, H10, Verity Sense and watches after others.
 * (Polar BLE SDK, BleAdvertisementContent and BlePolarHrAdvertisement)
 */
export function decodePolar(data: Uint8Array): PolarBroadcast | undefined {
  let offset = 0
  while (offset + shortest <= data.length) {
    const [head = 0, length = 0] = data.subarray(offset, offset + 2)
    if ((head & isOther) === 0) return heartRateIn(data.subarray(offset))
    offset += 2 + length
  }
  return undefined
}

/** The data of a broadcast, as an H7 sends it. */
export const encodePolar = ({ heartRate, hasContact, isBatteryLow, counter }: PolarBroadcast): Uint8Array => {
  const head = (isBatteryLow ? batteryLow : 0) | (hasContact ? contact : 0) | ((counter & counterMost) << counterShift)
  return Uint8Array.of(head, 0, heartRate, heartRate)
}
