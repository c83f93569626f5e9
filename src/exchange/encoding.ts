const latin = new TextDecoder('latin1')

/** The beginning of a document in its bytes' plainest reading; of UTF-16, every other one. */
export const plainText = (bytes: Uint8Array): string => latin.decode(bytes).replaceAll('\u0000', '')

/** How far a declaration may reach. */
const declarationMax = 200

const declaredIn = (start: string): string => /^[^<]*<\?xml[^>]*encoding=["']([\w.:-]+)/.exec(start)?.[1] ?? 'utf-8'

/** What a document is written in: as its byte order mark says, else as it declares itself, else UTF-8. */
function encodingOf(start: Uint8Array): string {
  const [first, second] = start
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  const declared = declaredIn(plainText(start.subarray(0, declarationMax)))
  // Without a mark and yet legible it is not what it says.
  return /^utf-?16/i.test(declared) ? 'utf-8' : declared
}

export type Decoder = InstanceType<typeof TextDecoder>

/** What decodes a document that begins so: it puts U+FFFD where bytes are no text, and keeps a byte order mark. */
export function decoderOf(start: Uint8Array): Decoder {
  try {
    return new TextDecoder(encodingOf(start), { ignoreBOM: true })
  } catch {
    return new TextDecoder('utf-8', { ignoreBOM: true })
  }
}
