// What one follows and mutes: the page of all of it, and the small forms beside spaces, topics and members.
import { AttentionPage } from '@hearth/client/pages'
import { type Attention, type AttentionKind, attentionKind } from '@hearth/shared/attention'
import { id } from '@hearth/shared/id'
import { Problem } from '../problem.ts'
import { ask } from './ask.ts'
import { bodyOf, textField } from './fields.ts'
import type { PageDeps } from './index.tsx'
import type { PageRoutes } from './router.ts'
import { type Fields, goTo, type SaidKey, type Visit } from './visit.ts'

type Change = 'follow' | 'normal' | 'mute' | 'mute-8h' | 'mute-week'
const changes: Record<Change, { level: Attention['level']; for?: '8h' | 'week' }> = {
  follow: { level: 'follow' },
  normal: { level: 'normal' },
  mute: { level: 'mute' },
  'mute-8h': { level: 'mute', for: '8h' },
  'mute-week': { level: 'mute', for: 'week' },
}
const said: Record<Attention['level'], SaidKey> = { follow: 'said.followed', normal: 'said.asUsual', mute: 'said.mutedIt' }

export function attentionPages({ page, form }: PageRoutes, deps: PageDeps) {
  page('/attention', visit => attentionPage(deps, visit))
  form('/attention/:kind/:targetId', (visit, fields) => change(deps, visit, fields))
}

async function attentionPage({ attention }: PageDeps, visit: Visit) {
  const { items } = await ask(visit, attention.actions.list)
  return { title: visit.t('attention.title'), body: <AttentionPage items={items} undo={undoOf(visit)} /> }
}

/** Only beside what was just done. */
function undoOf({ query }: Visit) {
  const [kind, targetId, level = ''] = (query.said ? (query.undo ?? '') : '').split(':')
  const known = attentionKind.safeParse(kind).data
  return known && id.safeParse(targetId).success && Object.hasOwn(changes, level) ? { kind: known, targetId: targetId!, level } : null
}

async function change(deps: PageDeps, visit: Visit, fields: Fields) {
  const kind = attentionKind.safeParse(visit.params.kind).data
  const targetId = visit.params.targetId ?? ''
  if (!kind || !id.safeParse(targetId).success) throw new Problem('not-found')
  const chosen = textField(fields, 'level')
  const back = (undo?: string) =>
    textField(fields, 'from') === 'list' ? `/attention${undo ? `?undo=${undo}` : ''}` : pageOf(kind, targetId, textField(fields, 'handle'))
  if (chosen === 'as-it-is') return goTo(back(), 'said.saved')
  const before = await levelOf(deps, visit, kind, targetId)
  const body = bodyOf('PUT /api/attention/:kind/:targetId', changes[chosen as Change] ?? { level: chosen })
  const { level } = await ask(visit, deps.attention.actions.set, { params: { kind, targetId }, body })
  return goTo(back(`${kind}:${targetId}:${choiceOf(before, deps.clock.now())}`), said[level])
}

async function levelOf({ attention }: PageDeps, { actor }: Visit, kind: AttentionKind, targetId: string) {
  if (actor.kind === 'guest') throw new Problem('not-signed-in')
  return (await attention.levelsOf(actor.accountId)).of(kind, targetId)
}

/** What would bring it back; of a timed mute the length that is nearest to what was left of it. */
function choiceOf({ level, until }: Pick<Attention, 'level' | 'until'>, now: Date): Change {
  if (until === null) return level
  return new Date(until).getTime() - now.getTime() > 8 * 3_600_000 ? 'mute-week' : 'mute-8h'
}

function pageOf(kind: AttentionKind, targetId: string, handle: string) {
  if (kind !== 'member') return `/${kind}s/${targetId}`
  return /^[\w-]+$/.test(handle) ? `/people/${handle}` : '/attention'
}
