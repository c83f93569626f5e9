import type { Span } from '../health/clock.js'
import type { ImportProblem } from './imports.js'

const dayMs = 86_400_000
/** Nobody trains for longer in one go; what says so is damaged. */
const lengthMax = 14 * dayMs

/** Why a workout of this time cannot be right; undefined when it can. `now` is epoch ms. */
export const impossible = ({ start, end }: Span, now: number): ImportProblem | undefined => {
  if (end - start > lengthMax) return { code: 'tooLong', message: 'a workout lasts more than 14 days' }
  return start > now + dayMs ? { code: 'inFuture', message: 'a workout lies in the future' } : undefined
}
