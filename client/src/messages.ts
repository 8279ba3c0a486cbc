// The words of the interface as pages see them: the keys, the translator, and dates in the reader's language and zone.
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { en } from './messages/en.ts'

export type MessageKey = keyof typeof en
export type Values = Record<string, string | number>
export type Translate = (key: MessageKey, values?: Values) => string

/** Who reads this page: their words, their language, their time zone. */
export type Reader = { t: Translate; lang: string; timeZone: string }

export const ReaderContext = createContext<Reader>({ t: key => key, lang: 'en', timeZone: 'UTC' })

export function useReader(): Reader {
  return useContext(ReaderContext)
}

export function useMessages(): Translate {
  return useContext(ReaderContext).t
}

const styles = {
  day: { day: 'numeric', month: 'long', year: 'numeric' },
  shortDay: { day: 'numeric', month: 'short', year: 'numeric' },
  weekday: { weekday: 'long', day: 'numeric', month: 'long' },
  time: { hour: '2-digit', minute: '2-digit' },
  moment: { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

export type DateStyle = keyof typeof styles

/** A day without a time is the same day in every zone. */
const dayLength = 10

const formats = new Map<string, Intl.DateTimeFormat>()

/** An instant, or a day such as `2026-11-22`, in the reader's language and zone. Making a format is slow, so each is made once. */
export function dateText(iso: string, style: DateStyle, reader: Pick<Reader, 'lang' | 'timeZone'>): string {
  const timeZone = iso.length === dayLength ? 'UTC' : reader.timeZone
  const key = `${style} ${reader.lang} ${timeZone}`
  let format = formats.get(key)
  if (!format) {
    format = new Intl.DateTimeFormat(dateLanguage(reader.lang), { ...styles[style], timeZone })
    formats.set(key, format)
  }
  return format.format(new Date(iso))
}

/** English here is written with the day before the month and a clock of 24 hours, French as in Canada. */
function dateLanguage(lang: string) {
  if (lang === 'fr') return 'fr-CA'
  return lang === 'en' || lang === 'en-XB' ? 'en-GB' : lang
}

export function useDates() {
  const reader = useReader()
  return {
    day: (iso: string) => dateText(iso, 'day', reader),
    shortDay: (iso: string) => dateText(iso, 'shortDay', reader),
    time: (iso: string) => dateText(iso, 'time', reader),
    moment: (iso: string) => dateText(iso, 'moment', reader),
  }
}
