import { z } from 'zod'
import { commandIdField } from '../../health/schema/command-fields.js'

// A header's text may come in quotes, as a structured one does (RFC 8941 § 3.3.3).
const quoted = /^"(.*)"$/

/** The header of a command that may name it; a member `id` of the body says the same and goes first. */
export const commandHeaders = z.looseObject({
  'idempotency-key': z
    .string()
    .transform((text) => quoted.exec(text)?.[1] ?? text)
    .pipe(commandIdField)
    .optional()
    .meta({ description: 'the same as `id` in the body' }),
})

/** The member of a command's body that names it. */
export const commandId = {
  id: commandIdField.optional().meta({
    description:
      'the client’s own name of this command: sent again under it, in a retry, it does nothing and answers the present',
  }),
}

/** By what the client knows the command. */
export const idOf = (request: {
  readonly body: { readonly id?: string | undefined }
  readonly headers: z.output<typeof commandHeaders>
}): string | undefined => request.body.id ?? request.headers['idempotency-key']
