// What these pages do for different ways of reading, and where to say that something is in the way.
import { useMessages } from '../messages.ts'
import { Heading } from '../parts/heading.tsx'
import { Column } from '../parts/layout.tsx'
import { Paragraphs, Points } from '../parts/paragraphs.tsx'
import { rich } from '../parts/rich.tsx'

export function AccessibilityPage() {
  const t = useMessages()
  return (
    <Column>
      <Heading lead={t('accessibility.lead')}>{t('foot.accessibility')}</Heading>
      <div class="legible under-lead">
        <h2>{t('accessibility.doTitle')}</h2>
        <Points
          keys={[
            'accessibility.do.keyboard',
            'accessibility.do.reader',
            'accessibility.do.zoom',
            'accessibility.do.colour',
            'accessibility.do.motion',
            'accessibility.do.script',
            'accessibility.do.type',
            'accessibility.do.print',
          ]}
        />
        <p>{rich(t('accessibility.settings'), { link: words => <a href="/reading">{words}</a> })}</p>
        <h2>{t('accessibility.wayTitle')}</h2>
        <Paragraphs keys={['accessibility.way', 'accessibility.known']} />
      </div>
    </Column>
  )
}
