/** A sentence with parts in backticks, which are to be typed. */
export const Advice = ({ text }: { readonly text: string }) => (
  <>{text.split('`').map((part, index) => (index % 2 === 1 ? <code key={part}>{part}</code> : part))}</>
)
