import { usePage } from '../../components/context.js'
import { PersonOptions } from '../../components/person-options.js'

interface PersonChoiceProps {
  readonly label: string
  readonly value: string | undefined
  readonly onChoose: (user: string) => void
}

/** Whose something is; not asked where there is one person only. */
export const PersonChoice = ({ label, value, onChoose }: PersonChoiceProps) => {
  const { users } = usePage()
  if (users.value.length < 2 && value !== undefined) return null
  return (
    <label class="person">
      <span class="unseen">{label}</span>
      <select value={value ?? ''} onChange={(event) => onChoose(event.currentTarget.value)}>
        {value === undefined && (
          <option value="" disabled>
            Nobody’s yet
          </option>
        )}
        <PersonOptions />
      </select>
    </label>
  )
}
