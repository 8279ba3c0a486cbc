// One's own page: profile, sign-ins, password, recovery codes, access tokens, and the way out.
import type { Me, SignIn, Token } from '@hearth/shared/account'
import { useMessages } from '../messages.ts'
import { personAddress } from '../parts/addresses.ts'
import { OneButton } from '../parts/form.tsx'
import type { FormState } from '../parts/form-state.ts'
import { Heading } from '../parts/heading.tsx'
import { Columns } from '../parts/layout.tsx'
import { CodesForm, PasswordForm } from '../parts/me-keys.tsx'
import { MeLinks } from '../parts/me-links.tsx'
import { ProfileForm } from '../parts/me-profile.tsx'
import { SignIns } from '../parts/me-sign-ins.tsx'
import { type NewToken, Tokens } from '../parts/me-tokens.tsx'
import { StandingNotice } from '../parts/standing.tsx'

export type MePageProps = {
  me: Me
  signIns: SignIn[]
  tokens: Token[]
  /** A token that was just made; its secret is shown this once. */
  newToken: NewToken | null
  /** The state of each form of the page. */
  forms: { profile: FormState; password: FormState; codes: FormState; token: FormState }
  /** What the reader looks after, if anything. */
  manage: { members: boolean; invitations: boolean; spaces: boolean; tags: boolean; reports: boolean }
  /** Why the reader cannot post, when so; in a coordinator's words. */
  standingReason: string
}

export function MePage(props: MePageProps) {
  const t = useMessages()
  const { me, forms } = props
  return (
    <Columns aside={<MeLinks manage={props.manage} />}>
      <Heading>{t('me.title')}</Heading>
      <div class="row way-in">
        <a class="btn second" href={personAddress(me.handle)}>
          {t('me.see')}
        </a>
        <OneButton action="/sign-out" class="btn plain">
          {t('me.signOut')}
        </OneButton>
      </div>
      <StandingNotice me={me} reason={props.standingReason} />
      <ProfileForm me={me} form={forms.profile} />
      <SignIns signIns={props.signIns} />
      <PasswordForm handle={me.handle} form={forms.password} />
      <CodesForm form={forms.codes} />
      <Tokens tokens={props.tokens} newToken={props.newToken} form={forms.token} />
    </Columns>
  )
}
