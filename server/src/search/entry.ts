// What is kept of a thing that can be found, and what a kind of things has to tell so that it can be.
import type { Found, SearchKind } from '@hearth/shared/search'
import type { Actor } from '../policy/actor.ts'

/** A thing as a whole: where it stands decides who may find it. `members`: of no space, and for all members. */
export type Head = {
  kind: SearchKind
  place: string | 'members'
  tags: string[]
  /** Whether nobody answering it would be a pity: a question or discussion that is open. */
  wantsAnswer: boolean
}

/**
 * A post or a thing itself (`n` is 0, and `head` is there): its words as terms in their order, parted by spaces. Nothing in it tells of a person
 * behind an alias: `author` is set for posts under a name alone.
 */
export type Entry = {
  _id: string
  thing: string
  n: number
  author: string | null
  at: Date
  head: Head | null
  /** Taken back or removed: no word of it is kept. */
  gone: boolean
  title: string
  body: string
}

/** A thing with the number of its last change. */
export type Version = { _id: string; version: number }

/** A post that was found: its number in the index, and what it is called outside of it. `stamp` is another one whenever its words change. */
export type Ref = { doc: number; id: string; thing: string; n: number; stamp: string }

/** `versions`: what this brings the things to. `more`: of which there is more to come. `absent`: those that are not there. */
export type Changed = { entries: Entry[]; versions: Version[]; more: string[]; absent: string[] }

/** What a kind of things declares so that they are in the index. */
export type Indexed = {
  name: string
  /** All things with their versions; for finding what was missed. */
  versions(): Promise<Version[]>
  /** What changed in these things above what is known (0: nothing). */
  changed(known: Version[]): Promise<Changed>
}

/** And so that they are shown to who finds them. */
export type Kind = Indexed & {
  kinds: readonly SearchKind[]
  /** As the actor sees them, by number; those that are gone or not to be read meanwhile are left out. */
  show(actor: Actor, refs: Ref[], marking: Marking): Promise<Map<number, Found>>
}

/** Whether a stored term is one that was asked for. */
export type Marking = { holds(term: string): boolean }
