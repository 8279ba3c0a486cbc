// Gentle hints about words before they are sent: that this step asks for questions, and that nobody should be recognised. They never block.
import { useMessages } from '../messages.ts'
import { asks, recognised } from '../recognised.ts'
import { useRoom } from './room-view.ts'

export function SayHints() {
  const { step, floor, words } = useRoom()
  const t = useMessages()
  const tells = floor.kind === 'mine' && step?.floor.mode === 'presenter'
  const found = tells ? recognised(words) : []
  const isNoQuestion = step?.lint === 'question-mark' && words.trim() !== '' && !asks(words)
  return (
    <>
      {isNoQuestion && <p class="meta">{t('disguise.question')}</p>}
      {tells && (
        <details class="plain">
          <summary>{t('disguise.title')}</summary>
          <p class="meta">{t('disguise.text')}</p>
        </details>
      )}
      {found.length > 0 && (
        <>
          <p>{t('disguise.found')}</p>
          <ul>
            {found.map(({ hint, words: place }) => (
              <li key={`${hint} ${place}`}>
                <mark dir="auto">{place}</mark> {t(`disguise.${hint}`)}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
