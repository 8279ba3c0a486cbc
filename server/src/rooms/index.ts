// The door of rooms: sessions led through the steps of a format, and who may speak in them.
import type { CallKey } from '@hearth/shared/contract'
import type { Action, Route } from '../http/route.ts'
import { Problem } from '../problem.ts'
import { formatsFeature } from './formats/index.ts'

export { maySpeak } from './floor.ts'
export { type Move, moved } from './move.ts'
export { enter, tick } from './people.ts'
export { endsByItselfAfterMs, facilitatorGraceMs, openedAt, type Session, stepsOf } from './state.ts'

function notYet<Key extends CallKey>(_key: Key): Action<Key> {
  return async () => {
    throw new Problem('unavailable')
  }
}

export function roomsFeature() {
  const formats = formatsFeature()
  const actions = {
    listFormats: formats.list,
    readFormat: formats.read,
    readAgreement: notYet('GET /api/agreement'),
    adoptAgreement: notYet('POST /api/agreement'),
    listSessions: notYet('GET /api/sessions'),
    planSession: notYet('POST /api/spaces/:spaceId/sessions'),
    readSession: notYet('GET /api/sessions/:sessionId'),
    changeSession: notYet('PATCH /api/sessions/:sessionId'),
    askForSession: notYet('POST /api/sessions/:sessionId/ask'),
    admitToSession: notYet('POST /api/sessions/:sessionId/admit'),
    enterSession: notYet('POST /api/sessions/:sessionId/enter'),
    breakGlass: notYet('POST /api/sessions/:sessionId/break-glass'),
    listCommitments: notYet('GET /api/commitments'),
    changeCommitment: notYet('PATCH /api/commitments/:commitmentId'),
    readRoom: notYet('GET /api/sessions/:sessionId/room'),
    makeMove: notYet('POST /api/sessions/:sessionId/moves'),
    say: notYet('POST /api/sessions/:sessionId/messages'),
    putOtherwise: notYet('PATCH /api/sessions/:sessionId/messages/:messageId'),
    seeSource: notYet('GET /api/sessions/:sessionId/messages/:messageId/source'),
    takeBack: notYet('DELETE /api/sessions/:sessionId/messages/:messageId'),
    react: notYet('PUT /api/sessions/:sessionId/messages/:messageId/reactions'),
    report: notYet('POST /api/sessions/:sessionId/messages/:messageId/report'),
    giveTogether: notYet('POST /api/sessions/:sessionId/together'),
    showTogether: notYet('POST /api/sessions/:sessionId/together/show'),
    putDots: notYet('PUT /api/sessions/:sessionId/dots'),
    showDots: notYet('POST /api/sessions/:sessionId/dots/show'),
    keepNotes: notYet('PUT /api/sessions/:sessionId/notes'),
    keepPad: notYet('PUT /api/sessions/:sessionId/pad'),
    proposeSummary: notYet('PUT /api/sessions/:sessionId/summary'),
    agreeToSummary: notYet('POST /api/sessions/:sessionId/summary/agree'),
    makeCommitment: notYet('POST /api/sessions/:sessionId/commitments'),
    releaseTakeaway: notYet('POST /api/sessions/:sessionId/takeaways'),
    setTopicWords: notYet('PUT /api/sessions/:sessionId/topic-words'),
    rate: notYet('PUT /api/sessions/:sessionId/rating'),
  }
  return {
    actions,
    routes(route: Route) {
      route('GET /api/formats', formats.list)
      route('GET /api/formats/:formatId', formats.read)
    },
  }
}
export type Rooms = ReturnType<typeof roomsFeature>
