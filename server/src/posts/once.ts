// What is the same for many readers is made once for each document that was read; it goes when the document goes.
import type { Post } from './post.ts'
import { type Name, type Names, peopleIn } from './present.ts'

export function once<Doc extends object, Shown>(make: (doc: Doc) => Shown): (doc: Doc) => Shown {
  const made = new WeakMap<Doc, Shown>()
  return doc => {
    const known = made.get(doc)
    if (known !== undefined) return known
    const shown = make(doc)
    made.set(doc, shown)
    return shown
  }
}

type Named<Shown> = { people: string[]; found: (Name | undefined)[]; shown: Shown }

/** Made anew when any name in it was read anew. */
export function onceForNames<Doc extends Post, Shown>(make: (doc: Doc, names: Names) => Shown): (doc: Doc, names: Names) => Shown {
  const made = new WeakMap<Doc, Named<Shown>>()
  return (doc, names) => {
    const known = made.get(doc)
    if (known?.people.every((id, at) => names.get(id) === known.found[at])) return known.shown
    const people = peopleIn([doc])
    const shown = make(doc, names)
    made.set(doc, { people, found: people.map(id => names.get(id)), shown })
    return shown
  }
}

const sorts = new Map<string, object>()

/** The same frozen object for the same content; for what differs in few ways, such as what one may do. */
export function interned<Value extends object>(value: Value): Value {
  const key = JSON.stringify(value)
  const known = sorts.get(key) ?? Object.freeze(value)
  sorts.set(key, known)
  return known as Value
}

type ForReader = { mine: boolean; can: object; readUpTo?: number | null }
const views = new WeakMap<object, Map<object, object[]>>()

/** What is shown, with what one reader has of it: the same frozen object for all who have the same. `can` is interned. */
export function viewed<Shown extends object, Reader extends ForReader>(shown: Shown, reader: Reader): Shown & Reader {
  const byCan = views.get(shown) ?? new Map<object, object[]>()
  views.set(shown, byCan)
  const alike = byCan.get(reader.can) ?? []
  byCan.set(reader.can, alike)
  const known = (alike as (Shown & Reader)[]).find(each => each.mine === reader.mine && each.readUpTo === reader.readUpTo)
  if (known) return known
  const made = Object.freeze({ ...shown, ...reader })
  if (alike.length < mostAlike) alike.push(made)
  return made
}

/** Whether it is mine, and a few places up to which people read. */
const mostAlike = 16

const answers = new WeakMap<object, Map<string, { items: readonly unknown[] }>>()

/** The same frozen answer again where it was made of the same items before; `of` is what was read, `audience` who asks. */
export function sameAgain<Answer extends { items: readonly unknown[] }>(of: object, audience: string, answer: Answer): Answer {
  const known = answers.get(of) ?? new Map<string, { items: readonly unknown[] }>()
  answers.set(of, known)
  const before = known.get(audience) as Answer | undefined
  if (before?.items.every((item, at) => item === answer.items[at])) return before
  Object.freeze(answer.items)
  known.set(audience, Object.freeze(answer))
  return answer
}
