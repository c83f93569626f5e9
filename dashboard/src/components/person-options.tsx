import { usePage } from './context.js'

/** The people to choose from, by name where they have one. */
export const PersonOptions = () => {
  const { users } = usePage()
  return users.value.map(({ id, name }) => (
    <option key={id} value={id}>
      {name ?? id}
    </option>
  ))
}
