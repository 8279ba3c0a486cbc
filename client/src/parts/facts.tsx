// A line of small facts, apart from each other by a dot that is not spoken.
import type { ComponentChildren } from 'preact'

export function Facts({ items }: { items: (ComponentChildren | false | null | undefined)[] }) {
  const shown = items.filter(item => item !== false && item !== null && item !== undefined && item !== '')
  return (
    <ul class="facts-line meta">
      {shown.map((item, at) => (
        <li key={at}>{item}</li>
      ))}
    </ul>
  )
}
