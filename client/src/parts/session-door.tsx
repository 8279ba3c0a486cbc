// The door of a session: the agreement, how one will be there, and the way in; before it opens, when that will be.
import type { Session } from '@hearth/shared/session'
import { dateText, useMessages, useReader } from '../messages.ts'
import { roomsAddress, sessionAddress } from './addresses.ts'
import { AgreementClauses } from './agreement-clauses.tsx'
import { CheckField, ChoiceField } from './choices.tsx'
import { Form, Hidden } from './form.tsx'
import type { FormState } from './form-state.ts'
import { Section } from './layout.tsx'
import { rich } from './rich.tsx'
import { doorOpensMs } from './session-words.ts'
import { Time } from './time.tsx'

export function AgreementAtTheDoor({ session }: { session: Session }) {
  return (
    <Section id="session-agreement" title={useMessages()('sessions.agreementTitle')}>
      <AgreementClauses agreement={session.agreement} agreedAt={session.agreedAt} />
    </Section>
  )
}

type Way = { listening: 'only' | 'seat' | null }

export function GoIn({ session, form, listening }: Way & { session: Session; form: FormState }) {
  const t = useMessages()
  return (
    <Section id="session-go-in" title={t('sessions.goInTitle')}>
      <Form id="go-in" action={`${sessionAddress(session.id)}/enter`} state={form} label={t('sessions.goInTitle')}>
        <Hidden name="agreement" value={session.agreement.version} />
        <HowToBeThere listening={listening} />
        {(session.capacity === 2 || session.placesTaken < 2) && <p class="under-fields legible">{t('sessions.two')}</p>}
        <CheckField name="agreed" label={t('sessions.agreed')} />
        <div class="row">
          <button type="submit" class="btn">
            {t('sessions.goIn')}
          </button>
          <a class="btn plain" href={roomsAddress}>
            {t('sessions.notToday')}
          </a>
        </div>
      </Form>
    </Section>
  )
}

/** Who went in before agreed already. */
export function GoBackIn({ session }: { session: Session }) {
  const t = useMessages()
  return (
    <Section id="session-go-in" title={t('sessions.goBackTitle')}>
      <p>{t('sessions.goBackWhy')}</p>
      <p class="row">
        <a class="btn" href={`${sessionAddress(session.id)}/room`}>
          {t('sessions.goBack')}
        </a>
      </p>
    </Section>
  )
}

function HowToBeThere({ listening }: Way) {
  const t = useMessages()
  if (listening === 'only') return <p>{t('sessions.onlyListening')}</p>
  const ways = [
    { value: 'false', label: t('sessions.takingPart'), hint: t('sessions.takingPartHint') },
    { value: 'true', label: t('sessions.listening'), hint: t('sessions.listeningHint') },
  ]
  return <ChoiceField type="radio" name="listening" label={t('sessions.how')} options={ways} chosen={[String(listening === 'seat')]} />
}

export function DoorOpens({ startsAt, now }: { startsAt: string; now: string }) {
  const t = useMessages()
  const reader = useReader()
  const at = new Date(Date.parse(startsAt) - doorOpensMs).toISOString()
  const today = dateText(at, 'day', reader) === dateText(now, 'day', reader)
  return (
    <p class="under-lead">
      {rich(t(today ? 'sessions.doorAt' : 'sessions.doorOn'), {
        time: () => <Time at={at} style="time" />,
        day: () => <Time at={at} style="weekday" />,
      })}
    </p>
  )
}
