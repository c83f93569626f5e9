import { readFile } from 'node:fs/promises'
import { validateXML } from 'xmllint-wasm'

const imported = {
  'training-center.xsd': ['activity-extension.xsd'],
  'gpx.xsd': ['track-point-extension-v1.xsd', 'track-point-extension-v2.xsd', 'power-extension.xsd'],
} as const

/** A schema of this folder with those that it imports. */
export type SchemaName = keyof typeof imported

const read = async (fileName: string) => ({
  fileName,
  contents: await readFile(new URL(fileName, import.meta.url), 'utf8'),
})

/** What in a document breaks its schema, as libxml2 finds it; nothing when it is valid. */
export async function schemaFaults(text: string, schema: SchemaName): Promise<readonly string[]> {
  const { errors } = await validateXML({
    xml: { fileName: 'document.xml', contents: text },
    schema: await read(schema),
    preload: await Promise.all(imported[schema].map(read)),
    maxMemoryPages: 4_096,
  })
  return errors.map(({ message }) => message)
}
