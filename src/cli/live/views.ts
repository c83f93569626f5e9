import type { Ambient } from '../ambient.js'
import { type LiveLineFields, liveLine } from '../daemon/ride-progress.js'
import { paintOf } from '../text/paint.js'
import { createScreen } from '../text/screen.js'
import type { Board } from './board.js'
import { frameLines } from './frame.js'

/** How a person's present is shown. */
export interface LiveView {
  draw(board: Board): void
  /** Takes away what would be written over. */
  clear(): void
}

const away = 'the daemon is away; trying again'
const usualColumns = 80

const waiting = (user: string): string => `no workout of ${user} is running; waiting for one (Ctrl-C ends)`

/** Tiles, zone bar and laps, written over in place. */
export function screenView(ambient: Ambient, user: string): LiveView {
  const screen = createScreen(ambient)
  const paint = paintOf(ambient)
  let shown = ''
  return {
    draw(board) {
      const { session, isConnected } = board
      const { columns = usualColumns, rows } = ambient.out
      const since = isConnected ? board.since(ambient.clock()) : 0
      const reading = (type: string) => board.reading(type)
      const lines =
        session === undefined ? [waiting(user)] : frameLines({ session, reading, since, columns: columns - 1, paint })
      const text = [...(isConnected ? [] : [away, '']), ...lines].join('\n')
      const look = `${columns} ${rows} ${text}`
      if (look === shown) return
      shown = look
      screen.show(text)
    },
    clear() {
      shown = ''
      screen.clear()
    },
  }
}

const lineEveryMs = 1_000

/** A line when something changed, at most one a second unless the state or the lap is another. */
export function lineView(ambient: Ambient, user: string): LiveView {
  let [line, news, writtenAt] = ['', '', Number.NEGATIVE_INFINITY]
  const lineOf = (board: Board, session: LiveLineFields, now: number): string => {
    const value = (type: string) => board.reading(type)?.value
    return liveLine({ ...session, elapsed: session.elapsed + board.since(now) }, value)
  }
  return {
    draw(board) {
      const { session, isConnected } = board
      const now = ambient.clock()
      const told = session === undefined ? waiting(user) : lineOf(board, session, now)
      const next = isConnected ? told : away
      const nextNews = isConnected ? `${session?.state} ${session?.lap}` : away
      if (next === line || (nextNews === news && now - writtenAt < lineEveryMs)) return
      if (news === away) ambient.out.write('the daemon is back\n')
      ;[line, news, writtenAt] = [next, nextNews, now]
      ambient.out.write(`${next}\n`)
    },
    clear() {
      line = ''
    },
  }
}

/** Nothing of its own: the events tell it all. */
export const silentView: LiveView = { draw() {}, clear() {} }
