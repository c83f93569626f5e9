import { type Coded, type CodedGiven, coded, givenCode, type Labels, labelOf } from './coded.js'
import type { GivenValue } from './field-value.js'
import { u8 } from './format.js'
import {
  type DecodedBy,
  type EncodableBy,
  field,
  type Intersection,
  isGiven,
  type Loose,
  plain,
  type Row,
  sequence,
} from './row.js'

/** One operation: its name, and what follows its code. */
export interface Operation<out Decoded extends object, out Encodable extends object> {
  readonly label: string
  readonly parameters: Row<Decoded, Encodable>
}

export const operation = <const Rows extends readonly Row[]>(
  label: string,
  ...rows: Rows
): Operation<DecodedBy<Rows> & object, EncodableBy<Rows> & object> => ({ label, parameters: sequence(...rows) })

type Operations = Readonly<Record<number, Operation<object, object>>>
type Shape<Each> = Each extends Operation<infer Decoded, object> ? Partial<Decoded> : never
type Given<Each> = Each extends Operation<object, infer Encodable> ? Loose<Encodable> : never

/** An octet that tells the operation, and what follows it. The rest of a reserved one is ignored. */
export const operations = <Label extends string, const All extends Operations>(
  label: Label,
  all: All,
): Row<
  { readonly opCode: number } & Readonly<Record<Label, string>> & Intersection<Shape<All[keyof All]>>,
  { readonly opCode?: number | undefined } & Loose<Record<Label, string>> & Intersection<Given<All[keyof All]>>
> => {
  const byCode: Operations = all
  const labels: Labels = Object.fromEntries(Object.entries(byCode).map(([code, each]) => [code, each.label]))
  const find = (code: number) => (Object.hasOwn(byCode, code) ? byCode[code] : undefined)
  const code = coded(['opCode', label], u8, labels)
  return {
    ...plain,
    names: ['opCode', label],
    read: (input) => {
      code.read(input)
      if (!input.frame.truncated) (find(Number(input.fields.opCode))?.parameters ?? rest).read(input)
    },
    write: (output) => {
      code.write(output)
      find(givenCode(output, ['opCode', label], labels))?.parameters.write(output)
    },
  }
}

const rest: Row = { ...plain, read: ({ frame }) => void frame.octets(frame.remaining) }

type Rows = Readonly<Record<number, Row>>
type Answer<Success extends Rows, Failure extends Rows> = DecodedBy<
  readonly Extract<Success[keyof Success] | Failure[keyof Failure], Row>[]
>

/**
 * A response to an operation: which one, its result, and what comes with success or failure of some. Not every device
 * sends what should follow the result.
 */
export const response = <const Results extends Labels, const Success extends Rows, const Failure extends Rows>(
  results: Results,
  success: Success,
  failure: Failure,
): Row<
  { readonly requestOpCode: number } & Coded<'resultCode', 'result', Results> & Partial<Answer<Success, Failure>>,
  { readonly requestOpCode: number } & CodedGiven<'resultCode', 'result'> & Loose<Answer<Success, Failure>>
> => {
  const head = sequence(field('requestOpCode', u8), coded(['resultCode', 'result'], u8, results))
  const parameterOf = (request: GivenValue | undefined, isSuccess: boolean): Row | undefined => {
    const rows: Rows = isSuccess ? success : failure
    return typeof request === 'number' && Object.hasOwn(rows, request) ? rows[request] : undefined
  }
  return {
    ...plain,
    names: head.names,
    read: (input) => {
      head.read(input)
      const parameter = parameterOf(input.fields.requestOpCode, input.fields.result === 'success')
      if (input.frame.remaining > 0) parameter?.read(input)
    },
    write: (output) => {
      head.write(output)
      const isSuccess = labelOf(results, givenCode(output, ['resultCode', 'result'], results)) === 'success'
      const parameter = parameterOf(output.find('requestOpCode'), isSuccess)
      if (parameter !== undefined && isGiven(parameter, output.fields)) parameter.write(output)
    },
  }
}
