import 'uplot/dist/uPlot.min.css'
import './style.css'
import { render } from 'preact'
import { createApi } from './api.js'
import { StateContext } from './components/context.js'
import { commandForKey, type KeyPlace } from './live/commands.js'
import { parseRoute } from './route.js'
import { createState } from './state.js'
import { App } from './views/app.js'

const after = (ms: number, run: () => void): (() => void) => {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}

const now = () => Date.now()

const state = createState({
  api: createApi((url, init) => fetch(url, init), now),
  stream: { open: (url) => new EventSource(url), now, random: () => Math.random(), after },
  memory: {
    read: (key) => localStorage.getItem(key),
    write: (key, value) => localStorage.setItem(key, value),
  },
})

const followHash = (): void => {
  state.route.value = parseRoute(location.hash)
}

const placeOf = (target: EventTarget | null): KeyPlace => {
  if (!(target instanceof Element)) return 'page'
  if (target.closest('dialog[open]') || target.closest('input:not([type=radio]), select, textarea')) return 'field'
  return target.closest('button, a, summary, input') ? 'control' : 'page'
}

const pressKey = (event: KeyboardEvent): void => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || state.dialog.value !== 'none') return
  const command = commandForKey(event.key, placeOf(event.target), state.session.value)
  if (command === undefined) return
  event.preventDefault()
  if (command === 'help') state.dialog.value = 'help'
  else state.request(command)
}

const tickMs = 250

addEventListener('hashchange', followHash)
addEventListener('keydown', pressKey)
addEventListener('online', () => state.retry())
addEventListener('offline', () => state.interrupt())
setInterval(state.tick, tickMs)
followHash()

const root = document.getElementById('app')
if (root)
  render(
    <StateContext.Provider value={state}>
      <App />
    </StateContext.Provider>,
    root,
  )
void state.open()
