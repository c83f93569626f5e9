import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { State } from '../state.js'

export const StateContext = createContext<State | undefined>(undefined)

/** The page's state. */
export const usePage = (): State => {
  const state = useContext(StateContext)
  if (state === undefined) throw new Error('A component stands outside of the page.')
  return state
}
