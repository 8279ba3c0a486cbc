// A run of paragraphs or a list whose words are numbered messages.
import { type MessageKey, useMessages } from '../messages.ts'

export function Paragraphs({ keys }: { keys: readonly MessageKey[] }) {
  const t = useMessages()
  return (
    <>
      {keys.map(key => (
        <p key={key}>{t(key)}</p>
      ))}
    </>
  )
}

export function Points({ keys }: { keys: readonly MessageKey[] }) {
  const t = useMessages()
  return (
    <ul>
      {keys.map(key => (
        <li key={key}>{t(key)}</li>
      ))}
    </ul>
  )
}
