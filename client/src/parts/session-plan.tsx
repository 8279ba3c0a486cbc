// The plan of a session, beside its page: the steps with their times, who has which seat, the call link, and what is kept.
import type { Step } from '@hearth/shared/format'
import type { Session, SessionPerson } from '@hearth/shared/session'
import { useMessages } from '../messages.ts'
import { personAddress } from './addresses.ts'
import { Section } from './layout.tsx'
import { Tile } from './tile.tsx'

export function SessionPlan({ session }: { session: Session }) {
  return (
    <>
      <Happens session={session} />
      <Here people={session.here} />
      <Seats session={session} />
      <CallLink link={session.callLink} />
      <Kept session={session} />
    </>
  )
}

function Happens({ session: { format } }: { session: Session }) {
  const t = useMessages()
  return (
    <section aria-labelledby="session-steps">
      <h2 id="session-steps">{t('sessions.happensTitle')}</h2>
      <ol class="stages">
        {format.steps.map((step, at) => (
          <Stage key={at} step={step} unit={format.unit} />
        ))}
      </ol>
      {format.turns > 1 && <p class="meta">{t('format.turns', { count: format.turns })}</p>}
    </section>
  )
}

function Stage({ step, unit }: { step: Step; unit: Session['format']['unit'] }) {
  const t = useMessages()
  return (
    <li>
      <span>
        <bdi>{step.title}</bdi>
        {step.optional && <span class="meta"> ({t('sessions.optional')})</span>}
      </span>
      <span class="min">{t(unit === 'days' ? 'sessions.days' : 'sessions.min', { count: step.length })}</span>
    </li>
  )
}

function Here({ people }: { people: SessionPerson[] }) {
  const t = useMessages()
  if (people.length === 0) return null
  return (
    <section aria-labelledby="session-here">
      <h2 id="session-here">{t('sessions.hereTitle')}</h2>
      <ul class="order">
        {people.map(person => (
          <PersonLine key={person.id} person={person} />
        ))}
      </ul>
    </section>
  )
}

function Seats({ session }: { session: Session }) {
  const t = useMessages()
  const people = session.seats.map(({ person }) => person)
  const listed = session.invited.filter(({ id }) => !people.some(person => person.id === id))
  return (
    <section aria-labelledby="session-seats">
      <h2 id="session-seats">{t('sessions.seatsTitle')}</h2>
      <p class="meta">{t('sessions.placesTaken', { count: session.placesTaken, of: session.capacity })}</p>
      {people.length === 0 && <p class="meta">{t('sessions.noSeats')}</p>}
      <ul class="order">
        {people
          .filter(({ id }, at) => people.findIndex(person => person.id === id) === at)
          .map(person => (
            <PersonLine key={person.id} person={person}>
              {session.seats
                .filter(taken => taken.person.id === person.id)
                .map(({ seat }) => t(`seat.${seat}`))
                .join(', ')}
            </PersonLine>
          ))}
        {listed.map(person => (
          <PersonLine key={person.id} person={person}>
            {t('sessions.listTitle')}
          </PersonLine>
        ))}
      </ul>
    </section>
  )
}

export function PersonLine({ person, children }: { person: SessionPerson; children?: string }) {
  return (
    <li>
      <Tile author={{ kind: 'member', badge: null, ...person }} />
      <a href={personAddress(person.handle)}>
        <bdi>{person.displayName}</bdi>
      </a>
      <span class="st">{children}</span>
    </li>
  )
}

function CallLink({ link }: { link: string | null }) {
  const t = useMessages()
  if (!link) return null
  return (
    <section aria-labelledby="session-call">
      <h2 id="session-call">{t('sessions.callTitle')}</h2>
      <p class="wide-word">
        <a href={link} rel="noreferrer external" dir="ltr">
          {link}
        </a>
      </p>
      <p class="meta">{t('sessions.callWhy')}</p>
    </section>
  )
}

function Kept({ session: { keepDays, lateHistory } }: { session: Session }) {
  const t = useMessages()
  return (
    <Section id="session-kept" title={t('sessions.keptTitle')} set="note">
      <p>{t('sessions.kept.attendance')}</p>
      <p>{keepDays === 0 ? t('sessions.kept.close') : t('sessions.kept.days', { count: keepDays })}</p>
      <p>{t(lateHistory ? 'sessions.kept.late' : 'sessions.kept.notLate')}</p>
      <p>{t('sessions.kept.report')}</p>
    </Section>
  )
}
