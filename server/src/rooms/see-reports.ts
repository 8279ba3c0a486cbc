// The copies of reported messages, for moderators: to be seen to, and marked as such.
import type { Report } from '@hearth/shared/report'
import type { Action } from '../http/route.ts'
import { demand } from '../policy/can.ts'
import { Problem } from '../problem.ts'
import type { RoomDeps } from './index.ts'
import type { ReportDoc } from './model.ts'
import { type Named, personNamed } from './present-session.ts'

/** Those that wait, and the newest of the others. */
const most = 100

export function listReports(deps: RoomDeps): Action<'GET /api/reports'> {
  return async actor => {
    demand(actor, 'readReports')
    return { items: await shown(deps, await deps.store.reports(most)) }
  }
}

export function changeReport(deps: RoomDeps): Action<'PATCH /api/reports/:reportId'> {
  return async (actor, { params, body }) => {
    demand(actor, 'seeToReports')
    const changed = await deps.store.changeReport(params.reportId, body.done ? deps.clock.now() : null)
    const [report] = changed ? await shown(deps, [changed]) : []
    if (!report) throw new Problem('not-found')
    return report
  }
}

async function shown({ store, accounts }: RoomDeps, docs: ReportDoc[]): Promise<Report[]> {
  const sessions = new Map((await store.find({ _id: { $in: docs.map(each => each.sessionId) } })).map(each => [each._id, each.title]))
  const names = await accounts.bylinesOf(docs.flatMap(each => [each.reporterId, ...(each.authorId ? [each.authorId] : [])]))
  return docs.map(doc => present(doc, sessions.get(doc.sessionId) ?? '', names))
}

function present(doc: ReportDoc, sessionTitle: string, names: Named): Report {
  return {
    id: doc._id,
    sessionId: doc.sessionId,
    sessionTitle,
    words: doc.words,
    reason: doc.reason,
    author: doc.authorId === null ? null : personNamed(names, doc.authorId),
    reporter: personNamed(names, doc.reporterId),
    saidAt: doc.saidAt.toISOString(),
    at: doc.at.toISOString(),
    doneAt: doc.doneAt?.toISOString() ?? null,
  }
}
