import { STATUS_CODES } from 'node:http'
import type { Problem } from '../../health/json/problem-json.js'
import { problemType } from '../problem.js'
import type { LongRequests } from './long-requests.js'

const tooLong: Problem = {
  type: 'about:blank',
  title: STATUS_CODES[431] ?? 'Error',
  status: 431,
  code: 'dataSizeExceeded',
  detail: 'the address and the headers are too long together: send long conditions in a body, to samples/query',
}

const answer = (status: number, body: string, headers: readonly string[] = []): string =>
  [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    ...headers,
    'Connection: close',
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n')

const refusal = answer(400, '')
const refusalOfLength = answer(tooLong.status, JSON.stringify(tooLong), [`Content-Type: ${problemType}`])

type ConnectionError = Error & { readonly code?: string }

/**
 * Answers what no route can see: a problem to who says too much at once, not a word to who speaks no HTTP. It is neither
 * read further nor logged, because it may hold a secret. A long request that has had a usual one's time goes on.
 */
export const refuseConnection =
  (long: LongRequests) =>
  (error: ConnectionError, socket: NodeJS.WritableStream): void => {
    if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT' && long.includes(socket)) return
    if (socket.writable) socket.end(error.code === 'HPE_HEADER_OVERFLOW' ? refusalOfLength : refusal)
  }
