const table = [
  0x0000, 0xcc01, 0xd801, 0x1400, 0xf001, 0x3c00, 0x2800, 0xe401, 0xa001, 0x6c00, 0x7800, 0xb401, 0x5000, 0x9c01,
  0x8801, 0x4400,
]

const fold = (crc: number, nibble: number): number => (crc >> 4) ^ (table[(crc ^ nibble) & 0xf] ?? 0)

/** The checksum of a FIT file, going on from that of what came before (CRC-16/ARC, by nibbles). */
export const fitCrc = (bytes: Uint8Array, before = 0): number => {
  let crc = before
  for (const byte of bytes) crc = fold(fold(crc, byte & 0xf), byte >> 4)
  return crc
}
