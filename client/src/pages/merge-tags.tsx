// Before one tag is put under another: what will happen, and that it cannot be taken apart again.
import { useMessages } from '../messages.ts'
import { manageTagsAddress, mergeTagsAddress } from '../parts/addresses.ts'
import { OneButton } from '../parts/form.tsx'
import { Heading } from '../parts/heading.tsx'
import { Centre } from '../parts/layout.tsx'

export type MergeTagsPageProps = { from: string; into: string }

export function MergeTagsPage({ from, into }: MergeTagsPageProps) {
  const t = useMessages()
  return (
    <Centre>
      <Heading back={[{ href: manageTagsAddress, name: t('manage.tags') }]}>{t('mergeTags.title', { from, into })}</Heading>
      <p>{t('mergeTags.topics', { from, into })}</p>
      <p>{t('mergeTags.leads', { from, into })}</p>
      <p>{t('mergeTags.forGood', { from })}</p>
      <div class="row">
        <OneButton action={mergeTagsAddress} values={{ from, into, sure: 'true' }} class="btn">
          {t('mergeTags.do')}
        </OneButton>
        <a class="act" href={manageTagsAddress}>
          {t('form.cancel')}
        </a>
      </div>
    </Centre>
  )
}
