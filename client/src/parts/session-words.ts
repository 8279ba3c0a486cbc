// Sessions in words: how long they and their steps take, and when their door opens.
import type { ShownFormat } from '@hearth/shared/format'
import type { Session } from '@hearth/shared/session'
import type { Translate } from '../messages.ts'

/** The door opens this long before the start. */
export const doorOpensMs = 15 * 60_000
const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

type Timed = Pick<Session, 'startsAt' | 'endsAt'> & { format: Pick<ShownFormat, 'unit'> }

/** The planned length, in the format's unit. */
export function lengthWords({ startsAt, endsAt, format }: Timed, t: Translate): string {
  const ms = Date.parse(endsAt) - Date.parse(startsAt)
  return t(`format.${format.unit}`, { count: Math.round(ms / (format.unit === 'days' ? dayMs : minuteMs)) })
}

/** What a step took or was to take, briefly. */
export function secondsWords(seconds: number, unit: ShownFormat['unit'], t: Translate): string {
  if (unit === 'days') return t('sessions.days', { count: Math.round((seconds * 1_000) / dayMs) })
  return t('sessions.min', { count: Math.round(seconds / 60) })
}

export function minutesUntil(instant: string, now: string): number {
  return Math.max(0, Math.floor((Date.parse(instant) - Date.parse(now)) / minuteMs))
}

/** Whether somebody who is awaited finds the door open. */
export function doorIsOpen({ stage, startsAt }: Pick<Session, 'stage' | 'startsAt'>, now: string): boolean {
  return stage === 'open' || (stage === 'planned' && Date.parse(startsAt) - Date.parse(now) <= doorOpensMs)
}

export function isFull({ placesTaken, capacity }: Pick<Session, 'placesTaken' | 'capacity'>): boolean {
  return placesTaken >= capacity
}
