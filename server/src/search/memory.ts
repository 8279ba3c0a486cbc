// The index as a process holds it: made of the stored entries, added to as they change, and never more than what they say.
import { dictionary } from './dictionary.ts'
import type { Entry, Head, Ref } from './entry.ts'
import { grown } from './postings.ts'

export type Memory = ReturnType<typeof memory>
export type Thing = {
  id: string
  no: number
  head: Head | null
  place: number /** The number of each post by its `n`, 0 for none. */
  docs: number[]
}

/** A word of a title counts as so many in the text. */
const titleCounts = 4
/** Between title and text, so that no phrase goes over the border. */
const gap = 100
/** Where nobody finds anything: posts that are gone, and things that are not known yet. */
export const nowhere = 0

let made = 0

export function memory() {
  made += 1
  const generation = made
  const terms = dictionary()
  const things: Thing[] = []
  const byId = new Map<string, Thing>()
  const places = numbered(['', 'members'])
  const authors = numbered([''])
  /** Of each place: posts that stand, and the words in them. */
  const posts: number[] = [0, 0]
  const words: number[] = [0, 0]
  const ids: string[] = ['']
  let columns = {
    place: new Uint16Array(64),
    length: new Uint16Array(64),
    thing: new Uint32Array(64),
    n: new Uint32Array(64),
    author: new Uint32Array(64),
    at: new Float64Array(64),
  }
  let [docs, dead, version, headVersion] = [1, 0, 0, 0]

  function thingOf(id: string): Thing {
    let thing = byId.get(id)
    if (!thing) {
      thing = { id, no: things.length, head: null, place: nowhere, docs: [] }
      things.push(thing)
      byId.set(id, thing)
    }
    return thing
  }

  function count(doc: number, by: 1 | -1) {
    const place = columns.place[doc]!
    posts[place] = (posts[place] ?? 0) + by
    words[place] = (words[place] ?? 0) + by * columns.length[doc]!
  }

  function setPlace(doc: number, place: number) {
    count(doc, -1)
    columns.place[doc] = place
    count(doc, 1)
  }

  function drop(thing: Thing, n: number) {
    const doc = thing.docs[n] ?? 0
    if (doc === 0) return
    setPlace(doc, nowhere)
    thing.docs[n] = 0
    dead += 1
  }

  function setHead(thing: Thing, head: Head) {
    thing.head = head
    headVersion += 1
    const place = places.of(head.place)
    if (place === thing.place) return
    thing.place = place
    for (const doc of thing.docs) if (doc) setPlace(doc, place)
  }

  function add(thing: Thing, entry: Entry) {
    const doc = docs
    docs += 1
    if (doc === columns.place.length)
      columns = Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, grown(column, doc + 1)])) as typeof columns
    const length = addWords(doc, entry)
    ids[doc] = entry._id
    columns.place[doc] = thing.place
    columns.length[doc] = Math.min(length, 65_535)
    columns.thing[doc] = thing.no
    columns.n[doc] = entry.n
    columns.author[doc] = entry.author === null ? 0 : authors.of(entry.author)
    columns.at[doc] = entry.at.getTime()
    while (thing.docs.length < entry.n) thing.docs.push(0)
    thing.docs[entry.n] = doc
    count(doc, 1)
  }

  /** Answers how many words there are. */
  function addWords(doc: number, { title, body }: Entry) {
    const standing = new Map<string, { count: number; places: number[] }>()
    let place = 1
    const put = (text: string, counts: number) => {
      if (text === '') return
      for (const term of text.split(' ')) {
        const known = standing.get(term)
        if (known) known.places.push(place)
        else standing.set(term, { count: 0, places: [place] })
        standing.get(term)!.count += counts
        place += 1
      }
    }
    put(title, titleCounts)
    place += gap
    put(body, 1)
    for (const [term, { count, places }] of standing) terms.ofTerm(term).add(doc, count, places)
    return place - 1 - gap
  }

  return {
    terms,
    columns: () => columns,
    thingNo: (no: number) => things[no]!,
    thing: (id: string) => byId.get(id),
    refOf(doc: number): Ref {
      const thing = things[columns.thing[doc]!]!.id
      return { doc, id: ids[doc]!, thing, n: columns.n[doc]!, stamp: `${generation}.${doc}` }
    },
    author: (id: string) => authors.known(id),
    /** Things with a tag, as their first posts. */
    tagged: (tag: string) => things.filter(thing => thing.head?.tags.includes(tag) && thing.docs[0]).map(thing => thing.docs[0]!),
    docs: () => docs,
    /** Whether so much of it is gone that it should be made anew. */
    isStale: () => dead > 5_000 && dead > docs / 2,
    /** Grows with every change. */
    version: () => version,
    /** Grows with every change of a thing itself: its words, its place, its standing. */
    headVersion: () => headVersion,
    /** For each place by its number, whether it may be looked in; and what stands in those, all together. */
    open(may: (place: string) => boolean) {
      const open = Uint8Array.from(places.all(), (place, no) => (no !== nowhere && may(place) ? 1 : 0))
      const sum = (of: number[]) => of.reduce((total, each, place) => total + (open[place] ? each : 0), 0)
      return { open, posts: sum(posts), words: sum(words) }
    },
    apply(entry: Entry) {
      version += 1
      const thing = thingOf(entry.thing)
      drop(thing, entry.n)
      if (entry.head) setHead(thing, entry.head)
      if (!entry.gone) add(thing, entry)
    },
  }
}

/** Texts by number and back. */
function numbered(start: string[]) {
  const all = [...start]
  const numbers = new Map(all.map((text, no) => [text, no]))
  return {
    all: () => all,
    known: (text: string) => numbers.get(text),
    of(text: string) {
      let no = numbers.get(text)
      if (no === undefined) {
        no = all.push(text) - 1
        numbers.set(text, no)
      }
      return no
    },
  }
}
