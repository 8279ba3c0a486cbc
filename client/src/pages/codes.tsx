// Recovery codes, shown this once: the way back in when the password is lost.
import { useMessages } from '../messages.ts'
import { Heading } from '../parts/heading.tsx'
import { Column } from '../parts/layout.tsx'

export type CodesPageProps = {
  codes: string[]
  /** Whether the reader has joined a moment ago. */
  joined: boolean
  /** Where to go on to. */
  next: string
}

export function CodesPage({ codes, joined, next }: CodesPageProps) {
  const t = useMessages()
  return (
    <Column>
      <Heading lead={t('codes.lead')}>{t(joined ? 'codes.titleJoined' : 'codes.title')}</Heading>
      <ol class="codes" id="codes" dir="ltr">
        {codes.map(code => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div class="legible">
        <p>{t('codes.once')}</p>
        <p>{t('codes.where')}</p>
      </div>
      <p class="row way-in">
        <button type="button" class="btn second" data-copy-from="codes" data-needs-script>
          {t('codes.copy')}
        </button>
        <button type="button" class="btn plain" data-print data-needs-script>
          {t('codes.print')}
        </button>
      </p>
      <p class="row way-in">
        <a class="btn" href={next}>
          {t('codes.next')}
        </a>
      </p>
    </Column>
  )
}
