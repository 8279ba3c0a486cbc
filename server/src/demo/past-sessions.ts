// The demo's sessions that are over, as rooms take them: who was there, what stays, and that what was said was erased at the end.
import type { Seat } from '@hearth/shared/format'
import type { ImportedSession } from '../rooms/index.ts'
import type { DemoPerson, DemoSession } from './data.ts'
import { demoId } from './ids.ts'

export function sessionOf(session: DemoSession, members: DemoPerson[]): ImportedSession {
  const { id, title, templateId, startedAt, endedAt, topicWords, outcomes, messagesErased } = session
  const { helpful, of } = outcomes.formatRating
  return {
    _id: demoId(id),
    spaceId: demoId(session.spaceId),
    title,
    formatSlug: templateId,
    startsAt: startedAt,
    closedAt: endedAt,
    timeZone: members.find(member => member.id === session.facilitatorId)?.timezone ?? 'UTC',
    plannerId: demoId(session.facilitatorId),
    attendance: session.attendance.map(attendanceOf),
    steps: stepsOf(session),
    topicWords,
    takeaways: outcomes.takeaways.map((text, at) => ({ id: demoId(`${id}-takeaway-${at}`), text })),
    commitments: outcomes.commitments.map((each, at) => commitmentOf(`${id}-commitment-${at}`, each)),
    ratings: { helped: helpful, partly: of - helpful, notToday: 0 },
    erasedMessages: messagesErased,
  }
}

function attendanceOf({ memberId, joinedAt, leftAt, role, supervisorRole }: DemoSession['attendance'][number]) {
  const seats: Seat[] = [...(role === 'participant' ? [] : [role]), ...(supervisorRole ? (['supervisor'] as const) : [])]
  return { accountId: demoId(memberId), seats, from: joinedAt, to: leftAt }
}

function stepsOf({ startedAt, steps }: DemoSession) {
  const after = (seconds: number) => new Date(startedAt.getTime() + seconds * 1_000)
  return steps
    .filter(({ skipped }) => !skipped)
    .map(({ index, startsAtSecond, endsAtSecond }) => ({ step: index, startedAt: after(startsAtSecond), endedAt: after(endsAtSecond) }))
}

/** One that is kept was so by its day. */
function commitmentOf(name: string, { text, due, status, memberId }: DemoSession['outcomes']['commitments'][number]) {
  const doneAt = status === 'done' && due ? new Date(due) : null
  return { _id: demoId(name), ownerId: demoId(memberId), text, due, doneAt }
}
