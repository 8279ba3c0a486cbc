// Which reply the composer answers: chosen without leaving the page, said above the text, and taken back as easily.
import { render } from 'preact'
import { type Reader, ReaderContext } from '../messages.ts'
import { rich } from '../parts/rich.tsx'

/** `link` is the "Reply" of what is answered; null, or that of the original post, answers the topic. */
export function answering(form: HTMLFormElement, link: HTMLElement | null, reader: Reader) {
  const post = link?.closest<HTMLElement>('[data-id]')
  const isReply = post !== null && post !== undefined && post.dataset.n !== '0'
  fieldIn(form).value = isReply ? (post.dataset.id ?? '') : ''
  const name = post?.querySelector('.post-by bdi')?.textContent ?? ''
  const line = isReply ? <Answering reader={reader} name={name} href={`#${post.id}`} cancel={() => answering(form, null, reader)} /> : null
  render(line, lineIn(form))
}

function Answering({ reader, name, href, cancel }: { reader: Reader; name: string; href: string; cancel(): void }) {
  return (
    <ReaderContext.Provider value={reader}>
      {rich(reader.t('compose.answering'), {
        name: () => (
          <a href={href}>
            <bdi>{name}</bdi>
          </a>
        ),
        cancel: words => (
          <button type="button" class="act" onClick={cancel}>
            {words}
          </button>
        ),
      })}
    </ReaderContext.Provider>
  )
}

function fieldIn(form: HTMLFormElement): HTMLInputElement {
  const known = form.querySelector<HTMLInputElement>('input[name="parentId"]')
  if (known) return known
  const field = Object.assign(document.createElement('input'), { type: 'hidden', name: 'parentId' })
  form.prepend(field)
  return field
}

/** The line that the server wrote is for the reply that the page was opened with. */
function lineIn(form: HTMLFormElement): HTMLElement {
  const known = form.querySelector<HTMLElement>('[data-answering]')
  if (known) return known
  form.parentElement?.querySelector('p.answering')?.remove()
  const line = document.createElement('p')
  line.className = 'meta answering'
  line.dataset.answering = ''
  form.prepend(line)
  return line
}
