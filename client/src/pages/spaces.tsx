// All spaces that the reader may read, in their order.
import type { Space } from '@hearth/shared/space'
import { useMessages } from '../messages.ts'
import { tagsAddress } from '../parts/addresses.ts'
import { Empty } from '../parts/empty.tsx'
import { Heading } from '../parts/heading.tsx'
import { Columns, Section } from '../parts/layout.tsx'
import { SpaceList } from '../parts/space-list.tsx'

export type SpacesPageProps = { spaces: Space[]; signedIn: boolean; mayManage: boolean }

export function SpacesPage({ spaces, signedIn, mayManage }: SpacesPageProps) {
  const t = useMessages()
  return (
    <Columns aside={<SpacesAside signedIn={signedIn} mayManage={mayManage} />}>
      <Heading lead={t('spaces.lead')}>{t('nav.spaces')}</Heading>
      {spaces.length > 0 ? <SpaceList spaces={spaces} /> : <NoSpaces signedIn={signedIn} mayManage={mayManage} />}
    </Columns>
  )
}

function NoSpaces({ signedIn, mayManage }: Omit<SpacesPageProps, 'spaces'>) {
  const t = useMessages()
  return (
    <Empty title={t('spaces.none')}>
      <p>{t(mayManage ? 'spaces.noneManage' : signedIn ? 'spaces.noneMember' : 'spaces.noneGuest')}</p>
    </Empty>
  )
}

function SpacesAside({ signedIn, mayManage }: Omit<SpacesPageProps, 'spaces'>) {
  const t = useMessages()
  return (
    <>
      {!signedIn && (
        <Section id="spaces-guest" title={t('spaces.guestTitle')} set="note">
          <p>{t('spaces.guest')}</p>
          <p>
            <a href="/sign-in">{t('nav.signIn')}</a>
          </p>
        </Section>
      )}
      <Section id="spaces-formats" title={t('formats.title')} set="note">
        <p>{t('formats.lead')}</p>
        <p>
          <a href="/formats">{t('formats.link')}</a>
        </p>
      </Section>
      <Section id="spaces-tags" title={t('tags.title')} set="note">
        <p>{t('tags.lead')}</p>
        <p>
          <a href={tagsAddress}>{t('tags.all')}</a>
        </p>
      </Section>
      {mayManage && (
        <Section id="spaces-manage" title={t('spaces.manageTitle')} set="note">
          <p>
            <a href="/manage/spaces">{t('spaces.manage')}</a>
          </p>
        </Section>
      )}
    </>
  )
}
