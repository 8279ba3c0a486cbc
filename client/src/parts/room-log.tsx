// The talk: messages in order, a line where a step begins, own words on their way at the end. The list itself is silent unless the reader turns it on.

import type { Step } from '@hearth/shared/format'
import type { RoomMessage } from '@hearth/shared/room'
import { useContext } from 'preact/hooks'
import { useMessages } from '../messages.ts'
import { rich } from './rich.tsx'
import { Message } from './room-message.tsx'
import { CoveringContext, useRoom } from './room-view.ts'

type Row = { kind: 'step'; n: number } | { kind: 'said'; message: RoomMessage }

export function RoomLog() {
  const room = useRoom()
  const t = useMessages()
  const { state, me, messages, pending, floor, reach } = room
  const covering = useContext(CoveringContext)
  const isOpen = state.phase !== 'closed' && reach !== 'ended'
  return (
    <section class="log" aria-labelledby="log-title">
      <h2 class="vh" id="log-title">
        {t('room.log.title')}
      </h2>
      <div role="log" aria-live="off" aria-label={t('room.log.label')} id="log">
        <ol class="log-in">
          {rowsOf(messages, state.phase === 'step' ? state.step : null).map(row =>
            row.kind === 'step' ? (
              <StepLine key={`step ${row.n}`} step={room.steps[row.n]} n={row.n} now={state.phase === 'step' && row.n === state.step} />
            ) : (
              <Message
                key={row.message.id}
                message={row.message}
                me={me.id}
                covering={covering}
                speaking={
                  row.message.author !== null && (floor.kind === 'other' || floor.kind === 'mine') && row.message.author === floor.who
                }
                mayChange={isOpen && row.message.author === me.id && row.message.phase === state.phase && row.message.step === state.step}
                mayReact={isOpen && row.message.author !== null}
                dots={state.dots?.[row.message.id] ?? null}
              />
            ),
          )}
          {pending
            .filter(({ id }) => !messages.some(message => message.id === id))
            .map(({ id, body }) => (
              <li key={id} class="said-line waiting" aria-busy="true">
                <p class="by">
                  <span class="meta">{t('room.said.onTheWay')}</span>
                </p>
                <div class="prose as-typed" dir="auto">
                  {body}
                </div>
              </li>
            ))}
        </ol>
        {messages.length === 0 && pending.length === 0 && <p class="meta">{t('room.log.none')}</p>}
      </div>
    </section>
  )
}

function StepLine({ step, n, now }: { step: Step | undefined; n: number; now: boolean }) {
  const t = useMessages()
  if (!step) return null
  const fills = { title: () => <b dir="auto">{step.title}</b>, instructions: () => <span dir="auto">{step.instructions}</span> }
  return <li class="line">{rich(t(now ? 'room.log.step' : 'room.log.earlier', { n: n + 1 }), fills)}</li>
}

/** A line before the first message of each step, and at the end for a step in which nothing was said yet. */
function rowsOf(messages: readonly RoomMessage[], now: number | null): Row[] {
  const rows: Row[] = []
  let at: number | null = null
  for (const message of messages) {
    if (message.phase === 'step' && message.step !== at) {
      at = message.step
      rows.push({ kind: 'step', n: at })
    }
    rows.push({ kind: 'said', message })
  }
  if (now !== null && now !== at) rows.push({ kind: 'step', n: now })
  return dedupe(rows)
}

/** A step that was gone back to keeps one line for each key: the last. */
function dedupe(rows: Row[]): Row[] {
  const last = new Map(rows.map((row, at) => [row.kind === 'step' ? `step ${row.n}` : row.message.id, at]))
  return rows.filter((row, at) => row.kind !== 'step' || last.get(`step ${row.n}`) === at)
}
