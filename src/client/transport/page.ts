import { z } from 'zod'

/** A page of a list, as the API answers it. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({ items: z.array(item), cursor: z.string().optional() })
