// The end of the demo's live session: what is released, promised and thought of the format, and then the door.
import type { Stage } from './play.ts'

/** Seconds for whoever joined to say what they think of it. */
const lastWords = 30

export async function closeSession(stage: Stage): Promise<void> {
  const { lead, move, pause, attempt, note } = stage
  await attempt(() => note('I close in half a minute. Say how the format was for you, if you like; only numbers are kept.'))
  for (const put of [promise, release, rate, summarise]) {
    await pause(2)
    await put(stage)
  }
  await pause(lastWords)
  await attempt(() => move(lead, { kind: 'close' }))
}

async function promise({ script, session, player, attempt, idOf }: Stage) {
  for (const [at, { by, ...body }] of script.commitments.entries())
    await attempt(() =>
      player(by).call('POST /api/sessions/:sessionId/commitments', {
        params: { sessionId: session.id },
        body: { id: idOf('commitment', at), ...body },
      }),
    )
}

async function release({ script, session, player, attempt, idOf }: Stage) {
  const presenter = player(script.seats.presenter ?? '')
  const params = { sessionId: session.id }
  for (const [at, text] of script.takeaways.entries())
    await attempt(() => presenter.call('POST /api/sessions/:sessionId/takeaways', { params, body: { id: idOf('takeaway', at), text } }))
  await attempt(() => presenter.call('PUT /api/sessions/:sessionId/topic-words', { params, body: { words: script.topicWords } }))
}

async function rate({ script, session, player, attempt }: Stage) {
  for (const [handle, rating] of Object.entries(script.ratings))
    await attempt(() => player(handle).call('PUT /api/sessions/:sessionId/rating', { params: { sessionId: session.id }, body: { rating } }))
}

/** It stands once whoever joined agrees, too. */
async function summarise({ script, session, lead, cast, attempt }: Stage) {
  const params = { sessionId: session.id }
  await attempt(() => lead.call('PUT /api/sessions/:sessionId/summary', { params, body: { body: script.summary } }))
  for (const player of cast) await attempt(() => player.call('POST /api/sessions/:sessionId/summary/agree', { params }))
}
