/** The same text in memory of its own: what was cut out of a chunk keeps the whole chunk, so nothing else is remembered. */
export const ownText = (text: string): string => Buffer.from(text, 'utf16le').toString('utf16le')
