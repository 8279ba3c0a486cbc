// What stays of a session: takeaways, commitments, and in the closing the summary, the words it is remembered by, and whether the format helped.
import { useDates, useMessages } from '../messages.ts'
import { holderOf } from '../room-floor.ts'
import { sessionAddress } from './addresses.ts'
import { RoomRating, RoomSummary } from './room-closing.tsx'
import { RoomDots } from './room-dots.tsx'
import { RoomForm, useWords } from './room-form.tsx'
import { meIn, useRoom } from './room-view.ts'

export function RoomStays() {
  const room = useRoom()
  const { state, step, me, commitments, takeaways, session, reach } = room
  const t = useMessages()
  const isOver = state.phase === 'closed' || reach === 'ended'
  const closing = state.phase === 'closing' || state.phase === 'closed'
  const mayCommit = !isOver && meIn(room) !== undefined && (closing || /commit|action|takeaway/.test(step?.capture ?? ''))
  const mayRelease = !isOver && me.can.takeaway && (closing || step?.capture != null)
  const isEmpty = commitments.length + takeaways.length === 0
  if (isEmpty && !closing && !mayCommit && !mayRelease && !step?.vote && state.dots === null) return null
  return (
    <section class="stays" aria-labelledby="stays-title">
      <h2 id="stays-title">{t('stays.title')}</h2>
      {state.phase === 'closed' && (
        <p>
          <a class="btn" href={sessionAddress(session.id)}>
            {t('stays.after')}
          </a>
        </p>
      )}
      <RoomDots />
      {closing && <RoomSummary open={!isOver} />}
      <Takeaways mayRelease={mayRelease} />
      <Commitments mayCommit={mayCommit} />
      {closing && !isOver && <TopicWords />}
      {closing && <RoomRating open={!isOver} />}
    </section>
  )
}

function Takeaways({ mayRelease }: { mayRelease: boolean }) {
  const { takeaways, ids } = useRoom()
  const t = useMessages()
  const words = useWords('takeaway', 'text')
  if (takeaways.length === 0 && !mayRelease) return null
  return (
    <div>
      <h3>{t('stays.takeaways')}</h3>
      <ul class="kept">
        {takeaways.map(({ id, text }) => (
          <li key={id} dir="auto">
            {text}
          </li>
        ))}
      </ul>
      {mayRelease && (
        <RoomForm writes name="takeaway" id="takeaway" values={{ id: ids.takeaway }}>
          <label class="label" for="takeaway-text">
            {t('stays.takeaway')}
          </label>
          <p class="hint" id="takeaway-hint">
            {t('stays.takeawayHint')}
          </p>
          <input
            class="input"
            id="takeaway-text"
            name="text"
            required
            maxLength={300}
            dir="auto"
            autocomplete="off"
            aria-describedby="takeaway-hint"
            defaultValue={words}
          />
          <button type="submit" class="btn second">
            {t('stays.release')}
          </button>
        </RoomForm>
      )}
    </div>
  )
}

function Commitments({ mayCommit }: { mayCommit: boolean }) {
  const { commitments, ids } = useRoom()
  const t = useMessages()
  const { day } = useDates()
  const words = useWords('commit', 'text')
  if (commitments.length === 0 && !mayCommit) return null
  return (
    <div>
      <h3>{t('stays.commitments')}</h3>
      <ul class="kept">
        {commitments.map(({ id, owner, text, due, shared }) => (
          <li key={id}>
            <bdi>{owner.displayName}</bdi>: <span dir="auto">{text}</span>{' '}
            <span class="meta">
              {due && t('stays.dueOn', { day: day(due) })} {!shared && t('stays.private')}
            </span>
          </li>
        ))}
      </ul>
      {mayCommit && (
        <RoomForm writes name="commit" id="commit" values={{ id: ids.commit }}>
          <label class="label" for="commit-text">
            {t('stays.commitment')}
          </label>
          <input class="input" id="commit-text" name="text" required maxLength={300} dir="auto" autocomplete="off" defaultValue={words} />
          <label class="label" for="commit-due">
            {t('stays.due')}
          </label>
          <input class="input short" id="commit-due" name="due" type="date" />
          <div class="check">
            <input type="checkbox" id="commit-shared" name="shared" value="true" aria-describedby="commit-shared-hint" />
            <div>
              <label for="commit-shared">{t('stays.shared')}</label>
              <p class="hint" id="commit-shared-hint">
                {t('stays.sharedHint')}
              </p>
            </div>
          </div>
          <button type="submit" class="btn second">
            {t('stays.commit')}
          </button>
        </RoomForm>
      )}
    </div>
  )
}

function TopicWords() {
  const room = useRoom()
  const t = useMessages()
  const words = useWords('topic-words', 'words')
  const presenter = holderOf(room.state, 'presenter')
  // The words of who brought the situation; without one, of who leads.
  if (presenter ? presenter.id !== room.me.id : !room.me.facilitator) return null
  return (
    <RoomForm writes name="topic-words" id="topic-words">
      <label class="label" for="topic-words-words">
        {t('stays.words')}
      </label>
      <p class="hint" id="topic-words-hint">
        {t('stays.wordsHint')}
      </p>
      <input
        class="input"
        id="topic-words-words"
        name="words"
        dir="auto"
        autocomplete="off"
        aria-describedby="topic-words-hint"
        defaultValue={words}
      />
      <button type="submit" class="btn second">
        {t('stays.wordsSave')}
      </button>
    </RoomForm>
  )
}
