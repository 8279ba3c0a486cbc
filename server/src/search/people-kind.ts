// People as things that are found: by the names that they chose, by members alone.
import type { PersonFound } from '@hearth/shared/search'
import type { Accounts } from '../accounts/index.ts'
import type { Actor } from '../policy/actor.ts'
import { can } from '../policy/can.ts'
import type { Changed, Entry, Kind, Ref, Version } from './entry.ts'
import { termsOf } from './plain-words.ts'

type Deps = { accounts: Pick<Accounts, 'bylinesOf' | 'names'> }

export const peopleKind = 'person'
/** Names are of no language. */
const noLanguage = 'und'

export function kindOfPeople({ accounts }: Deps): Kind {
  return {
    name: peopleKind,
    kinds: ['person'],
    versions: () => accounts.names.versions(),
    changed: known => changed(accounts, known),
    show: (actor, refs) => show(accounts, actor, refs),
  }
}

/** Who awaits approval is not here yet. */
async function changed({ names }: Deps['accounts'], known: Version[]): Promise<Changed> {
  const there = await names.of(known.map(each => each._id))
  const before = new Map(known.map(each => [each._id, each.version]))
  const moved = there.filter(account => account.version > before.get(account._id)!)
  return {
    entries: moved.map(
      ({ _id, handle, displayName, joinedAt, awaiting }): Entry => ({
        _id,
        thing: _id,
        n: 0,
        author: null,
        at: joinedAt,
        head: { kind: 'person', place: 'members', tags: [], wantsAnswer: false },
        gone: awaiting,
        title: awaiting ? '' : termsOf(`${displayName} ${handle}`, noLanguage),
        body: '',
      }),
    ),
    versions: moved.map(({ _id, version }) => ({ _id, version })),
    more: [],
    absent: known.filter(each => !there.some(account => account._id === each._id)).map(each => each._id),
  }
}

async function show(accounts: Deps['accounts'], actor: Actor, refs: Ref[]): Promise<Map<number, PersonFound>> {
  if (can(actor, 'readPeople') !== true) return new Map()
  const names = await accounts.bylinesOf(refs.map(ref => ref.id))
  const found = refs.map((ref): [number, PersonFound | null] => {
    const name = names.get(ref.id)
    return [ref.doc, name ? { kind: 'person', person: { kind: 'member', ...name } } : null]
  })
  return new Map(found.filter((each): each is [number, PersonFound] => each[1] !== null))
}
