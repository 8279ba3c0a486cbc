// Contract keys -> actions of rooms; no logic.
import type { Route } from '../http/route.ts'
import { breakGlass } from './break-glass.ts'
import { putOtherwise, react, seeSource, takeBack } from './change-message.ts'
import { admitToSession, askForSession, changeSession } from './change-session.ts'
import { changeCommitment, listCommitments, makeCommitment } from './commitments.ts'
import { enterSession } from './enter-session.ts'
import type { RoomDeps } from './index.ts'
import { listSessions } from './list-sessions.ts'
import { makeMove } from './make-move.ts'
import { planSession } from './plan-session.ts'
import { readRoom } from './read-room.ts'
import { readSession } from './read-session.ts'
import { reportMessage } from './report-message.ts'
import { say } from './say.ts'
import { changeReport, listReports } from './see-reports.ts'
import { giveTogether, putDots, showDots, showTogether } from './together.ts'
import { agreeToSummary, keepNotes, keepPad, proposeSummary, rate, releaseTakeaway, setTopicWords } from './write-papers.ts'

export function actionsOf(deps: RoomDeps) {
  return {
    readAgreement: deps.agreements.read,
    adoptAgreement: deps.agreements.adopt,
    listSessions: listSessions(deps),
    planSession: planSession(deps),
    readSession: readSession(deps),
    changeSession: changeSession(deps),
    askForSession: askForSession(deps),
    admitToSession: admitToSession(deps),
    enterSession: enterSession(deps),
    breakGlass: breakGlass(deps),
    listCommitments: listCommitments(deps),
    changeCommitment: changeCommitment(deps),
    readRoom: readRoom(deps),
    makeMove: makeMove(deps),
    say: say(deps),
    putOtherwise: putOtherwise(deps),
    seeSource: seeSource(deps),
    takeBack: takeBack(deps),
    react: react(deps),
    report: reportMessage(deps),
    listReports: listReports(deps),
    changeReport: changeReport(deps),
    giveTogether: giveTogether(deps),
    showTogether: showTogether(deps),
    putDots: putDots(deps),
    showDots: showDots(deps),
    keepNotes: keepNotes(deps),
    keepPad: keepPad(deps),
    proposeSummary: proposeSummary(deps),
    agreeToSummary: agreeToSummary(deps),
    makeCommitment: makeCommitment(deps),
    releaseTakeaway: releaseTakeaway(deps),
    setTopicWords: setTopicWords(deps),
    rate: rate(deps),
  }
}

export function roomRoutes(route: Route, actions: ReturnType<typeof actionsOf>) {
  route('GET /api/agreement', actions.readAgreement)
  route('POST /api/agreement', actions.adoptAgreement)
  route('GET /api/sessions', actions.listSessions)
  route('POST /api/spaces/:spaceId/sessions', actions.planSession)
  route('GET /api/sessions/:sessionId', actions.readSession)
  route('PATCH /api/sessions/:sessionId', actions.changeSession)
  route('POST /api/sessions/:sessionId/ask', actions.askForSession)
  route('POST /api/sessions/:sessionId/admit', actions.admitToSession)
  route('POST /api/sessions/:sessionId/enter', actions.enterSession)
  route('POST /api/sessions/:sessionId/break-glass', actions.breakGlass)
  route('GET /api/commitments', actions.listCommitments)
  route('PATCH /api/commitments/:commitmentId', actions.changeCommitment)
  route('GET /api/sessions/:sessionId/room', actions.readRoom)
  route('POST /api/sessions/:sessionId/moves', actions.makeMove)
  route('POST /api/sessions/:sessionId/messages', actions.say)
  route('PATCH /api/sessions/:sessionId/messages/:messageId', actions.putOtherwise)
  route('GET /api/sessions/:sessionId/messages/:messageId/source', actions.seeSource)
  route('DELETE /api/sessions/:sessionId/messages/:messageId', actions.takeBack)
  route('PUT /api/sessions/:sessionId/messages/:messageId/reactions', actions.react)
  route('POST /api/sessions/:sessionId/messages/:messageId/report', actions.report)
  route('POST /api/sessions/:sessionId/together', actions.giveTogether)
  route('POST /api/sessions/:sessionId/together/show', actions.showTogether)
  route('PUT /api/sessions/:sessionId/dots', actions.putDots)
  route('POST /api/sessions/:sessionId/dots/show', actions.showDots)
  route('PUT /api/sessions/:sessionId/notes', actions.keepNotes)
  route('PUT /api/sessions/:sessionId/pad', actions.keepPad)
  route('PUT /api/sessions/:sessionId/summary', actions.proposeSummary)
  route('POST /api/sessions/:sessionId/summary/agree', actions.agreeToSummary)
  route('POST /api/sessions/:sessionId/commitments', actions.makeCommitment)
  route('POST /api/sessions/:sessionId/takeaways', actions.releaseTakeaway)
  route('PUT /api/sessions/:sessionId/topic-words', actions.setTopicWords)
  route('PUT /api/sessions/:sessionId/rating', actions.rate)
  route('GET /api/reports', actions.listReports)
  route('PATCH /api/reports/:reportId', actions.changeReport)
}
