// A keeper puts one word under another: whoever follows it is led there, and every topic follows, also those that the keeper does not read.
import { randomUUID } from 'node:crypto'
import { limits } from '@hearth/shared/limits'
import { tagName, tagSlug } from '@hearth/shared/tag-words'
import type { ClientSession } from '../db/connect.ts'
import type { Action } from '../http/route.ts'
import { demand } from '../policy/can.ts'
import { Problem } from '../problem.ts'
import type { TagDeps } from './index.ts'
import { presentTag } from './present.ts'
import type { TagDoc } from './store.ts'
import { wordsOf } from './words.ts'

/** What it answers is the same whether or not anything stood under the word. */
export function mergeTags(deps: TagDeps): Action<'POST /api/tags/:slug/merge'> {
  return async (actor, { params, body: { into } }) => {
    demand(actor, 'manageTags')
    const tag = await deps.changes.on('tags', session => merge(deps, session, params.slug, into))
    deps.changed(tag)
    return presentTag(tag)
  }
}

async function merge({ store, clock }: TagDeps, session: ClientSession, from: string, into: string): Promise<TagDoc> {
  const [former, known] = [await store.bySlug(tagSlug(from), session), await store.bySlug(tagSlug(into), session)]
  if (former ? former._id === known?._id : tagSlug(from) === tagSlug(into)) throw itself()
  const words = former ? [former.name, ...(former.fr === null ? [] : [former.fr]), ...former.synonyms] : [from]
  if (former) await store.remove(session, former._id)
  const target = known ?? { name: into, fr: null, synonyms: [] }
  const synonyms = [...target.synonyms, ...words]
  if (synonyms.length > limits.synonymsMax) throw tooMany()
  const set = wordsOf({ name: tagName(target.name), fr: target.fr, synonyms })
  if (known) return (await store.change(session, known._id, set))!
  const made = { _id: randomUUID(), description: '', createdAt: clock.now(), ...set }
  await store.insert(session, made)
  return made
}

function itself() {
  return new Problem('invalid-input', { errors: [{ pointer: '/into', code: 'invalid-value', message: 'is the same tag' }] })
}

function tooMany() {
  return new Problem('invalid-input', { errors: [{ pointer: '/into', code: 'too-big', message: 'has as many words as one tag can have' }] })
}
