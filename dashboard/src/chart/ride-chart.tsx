import { useEffect, useState } from 'preact/hooks'
import { usePage } from '../components/context.js'
import type { LiveWorkout } from '../wire.js'
import { Chart } from './chart.js'
import { marksOf } from './marks.js'

const shortestMs = 60_000

/** The chart of the running ride. It is drawn anew with the page's tick, four times a second at the most. */
export const RideChart = ({ session }: { readonly session: LiveWorkout }) => {
  const { ride, now } = usePage()
  const [version, setVersion] = useState(0)
  useEffect(() => now.subscribe(() => setVersion(ride.version.peek())), [ride, now])
  const lines = ride.lines()
  const start = Date.parse(session.start)
  const last = Math.max(lines.heartRate.times.at(-1) ?? 0, lines.power.times.at(-1) ?? 0, Date.parse(session.at))
  return (
    <Chart
      {...{ lines, version, start }}
      end={Math.max(last + 1, start + shortestMs)}
      marks={marksOf(session)}
      hasPower={lines.power.times.length > 0}
    />
  )
}
