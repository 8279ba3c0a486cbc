// A coordinator writes a format, or copies one; the same id again with the same words answers the first result.
import { randomUUID } from 'node:crypto'
import { type Format, format, type NewFormat } from '@hearth/shared/format'
import { isDuplicate } from '../../db/schema.ts'
import { type Action, Repeat } from '../../http/route.ts'
import { accountIdOf } from '../../policy/actor.ts'
import { demand } from '../../policy/can.ts'
import { hashOf } from '../../posts/post.ts'
import { invalidInput, Problem } from '../../problem.ts'
import { slugOf } from '../../spaces/index.ts'
import type { FormatDeps } from './index.ts'
import { shownFormat } from './present.ts'
import type { FormatDoc, FormatStore } from './store.ts'

export function makeFormat(deps: FormatDeps): Action<'POST /api/formats'> {
  return async (actor, { body }) => {
    demand(actor, 'manageFormats')
    const doc = await draftOf(deps, body, accountIdOf(actor)!)
    if (deps.shipped.some(each => each.id === doc._id)) throw new Problem('id-taken')
    try {
      await deps.store.insert(doc)
      return shownFormat(doc)
    } catch (error) {
      if (!isDuplicate(error)) throw error
      return new Repeat(shownFormat(await repeated(deps.store, doc)))
    }
  }
}

async function draftOf(deps: FormatDeps, { id = randomUUID(), from, ...given }: NewFormat, createdBy: string): Promise<FormatDoc> {
  const whole = wholeFormat(from === undefined ? {} : await sourceOf(deps, from), given)
  return {
    _id: id,
    slug: slugOf(whole.name),
    format: whole,
    version: 1,
    createdBy,
    contentHash: hashOf([from ?? null, given]),
    createdAt: deps.clock.now(),
    withdrawnAt: null,
  }
}

/** Throws `invalid-input` that names all that was neither given nor copied. */
function wholeFormat(source: Partial<Format>, given: Omit<NewFormat, 'id' | 'from'>): Format {
  const parsed = format.safeParse({ ...source, ...given })
  if (parsed.error) throw invalidInput(parsed.error)
  return parsed.data
}

async function sourceOf({ find }: FormatDeps, from: string): Promise<Format> {
  const source = await find(from)
  if (!source) throw new Problem('invalid-input', { errors: [{ pointer: '/from', code: 'unknown', message: 'is no format' }] })
  const { id, slug, total, version, own, withdrawn, ...words } = source
  return words
}

/** Throws `id-taken` for anybody else's, `already-sent` for another format under the same id. */
async function repeated(store: FormatStore, sent: FormatDoc): Promise<FormatDoc> {
  const known = await store.byId(sent._id)
  if (known?.createdBy !== sent.createdBy) throw new Problem('id-taken')
  if (known.contentHash !== sent.contentHash) throw new Problem('already-sent', { link: `/formats/${known._id}/edit` })
  return known
}
