// What is the same for all guests, or for all members, is made once for each document that was read; it goes when the document goes.
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
