import type { SensorState } from '../bluetooth.js'
import type { SensorLink } from './sensor/sensor-link.js'
import { sensorStates } from './sensor/sensor-machine.js'
import type { Supervisor } from './supervisor.js'

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

type LinkFigure = keyof ReturnType<SensorLink['figures']>

/** How the sensors are, and what they have come to since the start: for /metrics. */
export const figuresOf = ({ links, near, turns, switchboard }: Supervisor): Readonly<Record<string, number>> => {
  const all = [...links.values()]
  const statuses = all.map((link) => link.status())
  const inState = (state: SensorState): number => statuses.filter((each) => each.state === state).length
  const sum = (figure: LinkFigure): number => all.reduce((total, link) => total + link.figures()[figure], 0)
  return {
    ...Object.fromEntries(sensorStates.map((state) => [`sensors${capital(state)}`, inState(state)])),
    reconnects: sum('reconnects'),
    gaps: sum('gaps'),
    timeouts: sum('timeouts'),
    pending: sum('pending'),
    values: statuses.reduce((total, { values }) => total + values, 0),
    rejected: statuses.reduce((total, { rejected }) => total + rejected, 0),
    near: near.size(),
    turns: turns.size(),
    watchers: switchboard.size(),
    ...Object.fromEntries(
      Object.entries(switchboard.radio.figures()).map(([name, figure]) => [`radio${capital(name)}`, figure]),
    ),
  }
}
