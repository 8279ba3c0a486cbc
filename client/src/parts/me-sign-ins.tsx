// Where one is signed in, each with a way to end it.
import type { SignIn } from '@hearth/shared/account'
import { useMessages } from '../messages.ts'
import { Badge } from './badge.tsx'
import { Facts } from './facts.tsx'
import { OneButton } from './form.tsx'
import { Section } from './layout.tsx'
import { rich } from './rich.tsx'
import { Time } from './time.tsx'

export function SignIns({ signIns }: { signIns: SignIn[] }) {
  const t = useMessages()
  return (
    <Section id="me-sign-ins" title={t('me.signIns')}>
      <p class="meta">{t('me.signInsHint')}</p>
      <ul class="list records">
        {signIns.map(signIn => (
          <li key={signIn.id}>
            <div>
              <p class="record-name">
                <bdi>{signIn.client}</bdi> {signIn.current && <Badge>{t('me.thisOne')}</Badge>}
              </p>
              <Facts
                items={[
                  rich(t('me.since'), { when: () => <Time at={signIn.createdAt} style="shortDay" /> }),
                  rich(t('me.lastUsed'), { when: () => <Time at={signIn.lastUsedOn} style="shortDay" /> }),
                ]}
              />
            </div>
            {!signIn.current && (
              <OneButton action={`/me/sign-ins/${signIn.id}/end`} class="btn danger" label={t('me.endWhich', { client: signIn.client })}>
                {t('me.end')}
              </OneButton>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
