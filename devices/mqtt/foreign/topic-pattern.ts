/** Which topics a mapping is for. */
export interface TopicPattern {
  /** What to subscribe to at the broker; it may let more through than the pattern takes. */
  readonly filter: string
  /** How many captures a match has. */
  readonly captures: number
  /** What stands at each `+` and `#`, in order; undefined when the topic is another. */
  match(topic: string): readonly string[] | undefined
}

interface Level {
  readonly before: string
  readonly after: string
  readonly isOpen: boolean
}

const patternMax = 512
const levelsMax = 32

function levelOf(text: string): Level | undefined {
  const [before = '', after, ...more] = text.split('+')
  return more.length > 0 ? undefined : { before, after: after ?? '', isOpen: after !== undefined }
}

/** What stands at the level's `+`, which is at least one character unless the whole level is open. */
function capture({ before, after, isOpen }: Level, text: string): string | undefined {
  const least = before.length + after.length + (before === '' && after === '' ? 0 : 1)
  if (!isOpen || text.length < least || !text.startsWith(before) || !text.endsWith(after)) return undefined
  return text.slice(before.length, text.length - after.length)
}

function matchLevels(levels: readonly Level[], texts: readonly string[]): string[] | undefined {
  const captures: string[] = []
  for (const [index, level] of levels.entries()) {
    const text = texts[index] ?? ''
    const found = capture(level, text)
    if (found !== undefined) captures.push(found)
    else if (level.isOpen || level.before !== text) return undefined
  }
  return captures
}

const filterOf = ({ before, isOpen }: Level): string => (isOpen ? '+' : before)

/**
 * Reads a topic filter (MQTT 5 § 4.7.1) in which a `+` may also be a part of its level: `sensor/+_heart_rate/state`.
 * Undefined when the text is none, or begins with the `$` of a broker's own topics.
 */
export function parseTopicPattern(text: string): TopicPattern | undefined {
  const texts = text.split('/')
  const hasRest = texts.at(-1) === '#'
  if (hasRest) texts.pop()
  const levels = texts.flatMap((level) => levelOf(level) ?? [])
  const isWrong = text === '' || text.length > patternMax || texts.length > levelsMax || /^\$|\0/.test(text)
  if (isWrong || levels.length < texts.length || texts.some((level) => level.includes('#'))) return undefined
  return {
    filter: [...levels.map(filterOf), ...(hasRest ? ['#'] : [])].join('/'),
    captures: levels.filter(({ isOpen }) => isOpen).length + (hasRest ? 1 : 0),
    match: (topic) => {
      const given = topic.split('/')
      // Wildcards in front do not reach a broker's own topics.
      if (topic.startsWith('$') || given.length < levels.length) return undefined
      if (!hasRest && given.length > levels.length) return undefined
      const captures = matchLevels(levels, given)
      return captures && (hasRest ? [...captures, given.slice(levels.length).join('/')] : captures)
    },
  }
}

const isCovered = (wide: readonly string[], narrow: readonly string[]): boolean => {
  for (const [index, level] of wide.entries()) {
    if (level === '#') return true
    const other = narrow[index]
    if (other === undefined || other === '#' || (level !== '+' && level !== other)) return false
  }
  return wide.length === narrow.length
}

/** Whether every topic of the filter `narrow` is one of `wide` too. */
export const covers = (wide: string, narrow: string): boolean => isCovered(wide.split('/'), narrow.split('/'))
