// One message of the talk: whose it is, what was said, and what can be done with it; reactions are words with names, never numbers.
import type { Covering } from '@hearth/shared/hard-subjects'
import type { Reaction, RoomMessage } from '@hearth/shared/room'
import { useMemo } from 'preact/hooks'
import { useDates, useMessages } from '../messages.ts'
import { Fold } from './fold.tsx'
import { rich } from './rich.tsx'
import { Press, RoomForm } from './room-form.tsx'
import { Name, Names } from './room-names.tsx'
import { useRoom } from './room-view.ts'

export const reactions: Reaction[] = ['heard', 'thanks', 'with-you', 'same-here']

type Props = {
  message: RoomMessage
  /** Whether its author has the floor now. */
  speaking: boolean
  /** Own, of this step, and the room is open. */
  mayChange: boolean
  mayReact: boolean
  /** Its dots, once the vote is closed. */
  dots: number | null
  me: string
  /** What is folded for the reader alone; null where they chose nothing. */
  covering: Covering | null
}

/** Drawn anew only when something of it changed: a room may hold many. */
export function Message(props: Props) {
  const { message, speaking, mayChange, mayReact, dots, me } = props
  const { refused, state } = useRoom()
  const own = refused?.fields.messageId === message.id ? refused : null
  // A name is told by the state of people; who comes changes who is named.
  const names = state.people.length
  return useMemo(() => <Drawn {...props} />, [message, speaking, mayChange, mayReact, dots, me, own, names])
}

function Drawn({ message, speaking, mayChange, mayReact, dots, me, covering }: Props) {
  const t = useMessages()
  const { time } = useDates()
  const hard = message.author === me ? [] : (covering?.({ html: message.html })?.hard ?? [])
  if (message.withdrawn) return <Withdrawn message={message} />
  return (
    <li
      class={`said-line ${speaking ? 'speaking' : ''} ${message.kind === 'note' ? 'process' : ''}`}
      id={`m-${message.n}`}
      data-id={message.id}
      tabindex={-1}
    >
      <p class="by">
        {message.author === null ? t('room.said.together') : <Name id={message.author} />}
        {message.kind === 'note' && <span class="badge">{t('room.said.note')}</span>}
        {speaking && <span class="lit-word">{t('room.said.floor')}</span>}
        <time dateTime={message.at}>{time(message.at)}</time>
        {message.editedAt && <span class="meta">{t('room.said.edited')}</span>}
      </p>
      <Fold hard={hard} of="message">
        <div class="prose" dir="auto" dangerouslySetInnerHTML={{ __html: message.html }} />
      </Fold>
      {dots !== null && <p class="meta">{t('room.said.dots', { count: dots })}</p>}
      <Signs message={message} />
      <More message={message} mayChange={mayChange} mayReact={mayReact} me={me} />
    </li>
  )
}

function Withdrawn({ message }: { message: RoomMessage }) {
  const t = useMessages()
  const words = message.author === null ? t('room.said.withdrawnNobody') : t('room.said.withdrawn')
  return (
    <li class="said-line meta" id={`m-${message.n}`} data-id={message.id} tabindex={-1}>
      {rich(words, { name: () => <Name id={message.author} /> })}
    </li>
  )
}

/** Who answered with which sign, in words. */
function Signs({ message }: { message: RoomMessage }) {
  const t = useMessages()
  const given = message.reactions.filter(each => each.by.length > 0)
  if (given.length === 0) return null
  return (
    <ul class="signs meta" aria-label={t('room.react.from')}>
      {given.map(({ kind, by }) => (
        <li key={kind}>
          {t(`room.react.${kind}`)}: <Names ids={by} />
        </li>
      ))}
    </ul>
  )
}

function More({ message, mayChange, mayReact, me }: Pick<Props, 'message' | 'mayChange' | 'mayReact' | 'me'>) {
  const t = useMessages()
  const isOwn = message.author === me
  const values = { messageId: message.id }
  if (!mayChange && !mayReact && isOwn) return null
  return (
    <details class="more">
      <summary aria-label={t('room.said.moreOf', { n: message.n })}>{t('room.said.more')}</summary>
      <div class="acts">
        {mayReact &&
          !isOwn &&
          reactions.map(kind => {
            const on = !message.reactions.find(each => each.kind === kind)?.by.includes(me)
            return (
              <Press
                key={kind}
                name="react"
                values={{ ...values, kind, on: String(on) }}
                class={on ? 'act' : 'act strong'}
                {...(on ? {} : { icon: 'tick' })}
              >
                {t(`room.react.${kind}`)}
              </Press>
            )
          })}
        {mayChange && <Otherwise message={message} />}
        {mayChange && (
          <Press name="take-back" values={values} class="act grave">
            {t('room.takeBack')}
          </Press>
        )}
        {!isOwn && <Report message={message} />}
      </div>
    </details>
  )
}

function Otherwise({ message }: { message: RoomMessage }) {
  const t = useMessages()
  const { refused } = useRoom()
  const tried = refused?.form === 'otherwise' && refused.fields.messageId === message.id ? refused.fields.body : undefined
  return (
    <details class="plain" open={tried !== undefined} data-source={message.id}>
      <summary>{t('room.otherwise')}</summary>
      <RoomForm writes name="otherwise" values={{ messageId: message.id }}>
        <label class="label" for={`otherwise-${message.n}`}>
          {t('room.otherwise.field')}
        </label>
        <textarea class="input" id={`otherwise-${message.n}`} name="body" rows={3} required dir="auto">
          {tried ?? textIn(message.html)}
        </textarea>
        <div class="row">
          <button type="submit" class="btn second">
            {t('room.otherwise.save')}
          </button>
        </div>
      </RoomForm>
    </details>
  )
}

const marks: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

/** The words without their marks, until the source itself is asked for. */
function textIn(html: string) {
  return html
    .replace(/<br\s*\/?>|<\/p>\s*(?=<)/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => marks[name] ?? '')
    .trim()
}

function Report({ message }: { message: RoomMessage }) {
  const t = useMessages()
  return (
    <details class="plain">
      <summary>{t('room.report')}</summary>
      <RoomForm writes name="report" values={{ messageId: message.id }}>
        <label class="label" for={`report-${message.n}`}>
          {t('room.report.field')}
        </label>
        <p class="hint" id={`report-${message.n}-hint`}>
          {t('room.report.hint')}
        </p>
        <input
          class="input"
          id={`report-${message.n}`}
          name="reason"
          required
          minLength={3}
          maxLength={500}
          dir="auto"
          autocomplete="off"
          aria-describedby={`report-${message.n}-hint`}
        />
        <div class="row">
          <button type="submit" class="btn second">
            {t('room.report.send')}
          </button>
        </div>
      </RoomForm>
    </details>
  )
}
