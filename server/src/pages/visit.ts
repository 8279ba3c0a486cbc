// One request for a page: who reads it, in which words, and what a page and a form answer.
import type { Frame, MessageKey, Translate } from '@hearth/client/pages'
import type { PostsWait } from '@hearth/shared/posts-wait'
import type { Request, Response } from 'express'
import type { VNode } from 'preact'
import type { Covers } from '../covers/index.ts'
import type { Actor } from '../policy/actor.ts'

export type Visit = {
  req: Request
  res: Response
  actor: Actor
  reader: Reader
  /** What is folded for this reader alone; null where they chose nothing. Never a part of the frame, which is remembered for others too. */
  covers: Covers | null
  t: Translate
  query: Record<string, string | undefined>
  params: Record<string, string>
}

/** What a page needs to know of its reader; `me` is null for guests. */
export type Reader = Pick<Frame, 'me' | 'reading' | 'lang' | 'dir' | 'otherLanguages' | 'timeZone'> & {
  /** How long what they write waits as a rule. */
  postsWait: PostsWait
}

/**
 * `indexable`: whether search engines may keep it. `lasting`: whether all that it is given is plain data, so that it is the same as long as
 * that is. `freshId` is then the one thing that is new each time; the page is drawn with `placeOfId` in its stead.
 */
export type Page = {
  title: string
  body: VNode
  status?: number
  indexable?: boolean
  lasting?: boolean
  freshId?: string
  card?: PageCard
  room?: NonNullable<Frame['room']>
}

/** Paths of ours; `description` is plain text, empty where a content note stands. */
export type PageCard = { path: string | null; description?: string; feed?: string }

/** Where a form leads when it was taken; `said` is a sentence that stands under the next page's heading. */
export type Onward = { to: string; said?: SaidKey }
export type SaidKey = Extract<MessageKey, `said.${string}`>

/** The words of a form as they were sent. */
export type Fields = Record<string, string | string[]>

export function goTo(to: string, said?: SaidKey): Onward {
  return said ? { to, said } : { to }
}

export function isOnward(answer: Page | Onward): answer is Onward {
  return 'to' in answer
}

/** The path and query of an address of ours with what was said put in. */
export function addressOf({ to, said }: Onward): string {
  if (!said) return to
  const [path = '', hash] = to.split('#')
  const joined = `${path}${path.includes('?') ? '&' : '?'}said=${said.slice('said.'.length)}`
  return hash === undefined ? joined : `${joined}#${hash}`
}

/** Only a path of ours: a link must not send people to somewhere else. */
export function ownPath(path: string | undefined): string | null {
  return path && /^\/(?![/\\])/.test(path) ? path : null
}
