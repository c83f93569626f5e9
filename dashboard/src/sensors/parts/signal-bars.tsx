import { signalOf } from '../words.js'

const heights = [5, 9, 13, 17]

/** Signal strength as four bars. */
export const SignalBars = ({ rssi }: { readonly rssi: number | undefined }) => {
  const { bars, text } = signalOf(rssi)
  return (
    <svg class="signal" viewBox="0 0 22 18" width="22" height="18" role="img" aria-label={text}>
      <title>{rssi === undefined ? text : `${text}, ${rssi} dBm`}</title>
      {heights.map((height, index) => (
        <rect
          key={height}
          class={index < bars ? 'full' : ''}
          x={index * 6}
          y={18 - height}
          width="4"
          height={height}
          rx="1"
        />
      ))}
    </svg>
  )
}
