// Access tokens for programs of one's own: made, shown once, ended.
import type { Token } from '@hearth/shared/account'
import { useMessages } from '../messages.ts'
import { ChoiceField } from './choices.tsx'
import { Facts } from './facts.tsx'
import { TextField } from './fields.tsx'
import { Form, OneButton } from './form.tsx'
import type { FormState } from './form-state.ts'
import { Section } from './layout.tsx'
import { rich } from './rich.tsx'
import { Secret } from './secret.tsx'
import { Time } from './time.tsx'

export type NewToken = { name: string; secret: string }

export function Tokens({ tokens, newToken, form }: { tokens: Token[]; newToken: NewToken | null; form: FormState }) {
  const t = useMessages()
  const scopes = (['read', 'write'] as const).map(scope => ({ value: scope, label: t(`scope.${scope}`) }))
  return (
    <Section id="me-tokens" title={t('me.tokens')}>
      <p class="meta">{t('me.tokensHint')}</p>
      {newToken && (
        <Secret
          level={3}
          id="new-token"
          title={t('me.tokenMade', { name: newToken.name })}
          hint={t('me.tokenOnce')}
          secret={newToken.secret}
        />
      )}
      {tokens.length > 0 && (
        <ul class="list records">
          {tokens.map(token => (
            <TokenRow key={token.id} token={token} />
          ))}
        </ul>
      )}
      <details class="plain" open={form.problem !== null}>
        <summary>{t('me.newToken')}</summary>
        <Form id="token" action="/me/tokens" state={form} label={t('me.newToken')}>
          <TextField name="name" label={t('me.tokenName')} hint={t('me.tokenNameHint')} maxLength={60} required />
          <ChoiceField type="radio" name="scope" label={t('me.tokenScope')} options={scopes} chosen={['read']} />
          <button type="submit" class="btn second">
            {t('me.makeToken')}
          </button>
        </Form>
      </details>
    </Section>
  )
}

function TokenRow({ token }: { token: Token }) {
  const t = useMessages()
  const used = token.lastUsedOn
  return (
    <li>
      <div>
        <p class="record-name" dir="auto">
          {token.name}
        </p>
        <Facts
          items={[
            t(`scope.${token.scope}`),
            rich(t('me.made'), { when: () => <Time at={token.createdAt} style="shortDay" /> }),
            used ? rich(t('me.lastUsed'), { when: () => <Time at={used} style="shortDay" /> }) : t('me.neverUsed'),
          ]}
        />
      </div>
      <OneButton action={`/me/tokens/${token.id}/end`} class="btn danger" label={t('me.endToken', { name: token.name })}>
        {t('me.end')}
      </OneButton>
    </li>
  )
}
