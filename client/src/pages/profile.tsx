// A member as members see them: what they told of themselves, and no numbers.
import type { Profile } from '@hearth/shared/account'
import type { Attention } from '@hearth/shared/attention'
import { useMessages } from '../messages.ts'
import { AttentionPart } from '../parts/attention-form.tsx'
import { RoleBadge } from '../parts/badge.tsx'
import { Fold } from '../parts/fold.tsx'
import { Heading } from '../parts/heading.tsx'
import { Column } from '../parts/layout.tsx'
import { Tile } from '../parts/tile.tsx'
import { Time } from '../parts/time.tsx'

/** `attention`: how much of them reaches the reader; null on one's own page. `hard`: what of the reader's own list the text about the member touches. */
export type ProfilePageProps = {
  profile: Profile
  attention: Pick<Attention, 'level' | 'until'> | null
  hard?: readonly string[]
}

export function ProfilePage({ profile, attention, hard = [] }: ProfilePageProps) {
  const t = useMessages()
  const roles = profile.roles.filter(role => role !== 'member')
  return (
    <Column>
      <div class="person">
        <Tile author={{ kind: 'member', id: profile.id, handle: profile.handle, displayName: profile.displayName, badge: null }} />
        <div>
          <Heading>
            <bdi>{profile.displayName}</bdi>
          </Heading>
          <p class="meta">
            <bdi>@{profile.handle}</bdi>
          </p>
        </div>
      </div>
      {roles.length > 0 && (
        <p class="row badges">
          {roles.map(role => (
            <RoleBadge key={role} role={role} />
          ))}
        </p>
      )}
      {profile.bio && (
        <Fold hard={hard} of="profile">
          <p class="wording under-lead" dir="auto">
            {profile.bio}
          </p>
        </Fold>
      )}
      <dl class="facts under-lead">
        {profile.pronouns && (
          <>
            <dt>{t('account.pronouns')}</dt>
            <dd dir="auto">{profile.pronouns}</dd>
          </>
        )}
        <dt>{t('profile.zone')}</dt>
        <dd>
          <bdi>{profile.timeZone.replaceAll('_', ' ')}</bdi>
        </dd>
        <dt>{t('profile.joined')}</dt>
        <dd>
          <Time at={profile.joinedAt} style="day" />
        </dd>
      </dl>
      {profile.mine && (
        <p class="under-lead">
          <a class="btn second" href="/me">
            {t('profile.change')}
          </a>
        </p>
      )}
      {attention && (
        <div class="under-lead">
          <AttentionPart kind="member" targetId={profile.id} name={profile.displayName} handle={profile.handle} {...attention} />
        </div>
      )}
    </Column>
  )
}
