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

const views = new WeakMap<object, object[]>()

/** What is shown, with what one reader has of it: the same frozen object for all who have the same. Objects in `reader` are interned. */
export function viewed<Shown extends object, Reader extends object>(shown: Shown, reader: Reader): Shown & Reader {
  const alike = (views.get(shown) ?? []) as (Shown & Reader)[]
  views.set(shown, alike)
  const names = Object.keys(reader) as (keyof Reader)[]
  const known = alike.find(each => names.every(name => each[name] === reader[name]))
  if (known) return known
  const made = Object.freeze({ ...shown, ...reader })
  if (alike.length < mostAlike) alike.push(made)
  return made
}

/** Whether it is mine, what one may do, and a few places up to which people read. */
const mostAlike = 16

type Answer = { items: readonly unknown[] }
const answers = new WeakMap<object, Map<string, Answer>>()

/** The same frozen answer again where it is made of the same things as before; `of` is what was read, `audience` who asks. */
export function sameAgain<Given extends Answer>(of: object, audience: string, answer: Given): Given {
  const known = answers.get(of) ?? new Map<string, Answer>()
  answers.set(of, known)
  const before = known.get(audience)
  if (before && isMadeOfTheSame(before, answer)) return before as Given
  Object.freeze(answer.items)
  known.delete(audience)
  known.set(audience, Object.freeze(answer))
  if (known.size > mostAudiences) known.delete(known.keys().next().value!)
  return answer
}

/** Guests and a few of those who read the same at the same time. */
const mostAudiences = 4

function isMadeOfTheSame({ items: before, ...rest }: Answer, { items, ...others }: Answer) {
  const [one, other] = [Object.entries(rest), others as Record<string, unknown>]
  return (
    before.length === items.length &&
    before.every((item, at) => item === items[at]) &&
    one.length === Object.keys(other).length &&
    one.every(([name, value]) => value === other[name])
  )
}
