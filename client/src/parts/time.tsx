// A moment or a day in the reader's language and zone, with the instant for machines.
import { type DateStyle, dateText, useReader } from '../messages.ts'

export function Time({ at, style = 'moment' }: { at: string; style?: DateStyle }) {
  return (
    <time dateTime={at} dir="auto">
      {dateText(at, style, useReader())}
    </time>
  )
}
