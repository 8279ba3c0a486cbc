// Beside what stays of a session: the words that it is remembered by, whether the format helped, and the erasure of what was said.
import type { Afterwards, Session } from '@hearth/shared/session'
import { dateText, useMessages, useReader } from '../messages.ts'
import { sessionAddress } from './addresses.ts'
import { Section } from './layout.tsx'
import { rich } from './rich.tsx'
import { Time } from './time.tsx'

export function AfterAside({ after, session }: { after: Afterwards; session: Session }) {
  const t = useMessages()
  return (
    <>
      <Section id="after-said" title={t('sessions.erasureTitle')} set="note">
        <p>
          <Erasure after={after} session={session} />
        </p>
      </Section>
      {after.topicWords.length > 0 && (
        <section aria-labelledby="after-words">
          <h2 id="after-words">{t('sessions.topicWordsTitle')}</h2>
          <ul class="tags">
            {after.topicWords.map(word => (
              <li key={word} dir="auto">
                {word}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="after-ratings">
        <h2 id="after-ratings">{t('sessions.ratingsTitle')}</h2>
        <p class="meta">{after.ratings ? t('sessions.ratings', after.ratings) : t('sessions.ratingsFew')}</p>
      </section>
    </>
  )
}

/** The check is told as it is: also when something is left. */
function Erasure({ after: { erasure, closedAt }, session }: { after: Afterwards; session: Session }) {
  const t = useMessages()
  const reader = useReader()
  const day = () => <Time at={session.startsAt} style="day" />
  const { erasedAt, due } = erasure
  if (erasedAt) {
    const sameDay = dateText(erasedAt, 'day', reader) === dateText(session.startsAt, 'day', reader)
    const key = erasure.left > 0 || !erasure.keyGone ? 'erasedNotAll' : sameDay ? 'erased' : 'erasedLater'
    const times = { time: () => <Time at={erasedAt} style="time" />, erased: () => <Time at={erasedAt} style="day" /> }
    return <>{rich(t(`sessions.${key}`), { day, ...times })}</>
  }
  if (!due || due <= closedAt) return <>{t('sessions.erasedSoon')}</>
  const link = (words: string) => <a href={`${sessionAddress(session.id)}/room`}>{words}</a>
  return <>{rich(t('sessions.erasedDue'), { link, when: () => <Time at={due} /> })}</>
}
