// Who asked to come in, for those who may let them in.
import type { Session } from '@hearth/shared/session'
import { useMessages } from '../messages.ts'
import { personAddress, sessionAddress } from './addresses.ts'
import { OneButton } from './form.tsx'
import { Section } from './layout.tsx'
import { Tile } from './tile.tsx'

export function WhoAsked({ session }: { session: Session }) {
  const t = useMessages()
  const action = `${sessionAddress(session.id)}/admit`
  return (
    <Section id="session-asking" title={t('sessions.askingTitle')}>
      {session.asking.length === 0 && <p>{t('sessions.askingNone')}</p>}
      <ul class="order">
        {session.asking.map(person => (
          <li key={person.id}>
            <Tile author={{ kind: 'member', badge: null, ...person }} />
            <a href={personAddress(person.handle)}>
              <bdi>{person.displayName}</bdi>
            </a>
            <span class="row st">
              <OneButton
                action={action}
                values={{ accountId: person.id, letIn: 'true' }}
                class="btn second"
                label={t('sessions.letInWho', { name: person.displayName })}
              >
                {t('sessions.letIn')}
              </OneButton>
              <OneButton
                action={action}
                values={{ accountId: person.id, letIn: 'false' }}
                class="btn plain"
                label={t('sessions.notTodayWho', { name: person.displayName })}
              >
                {t('sessions.notToday')}
              </OneButton>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
