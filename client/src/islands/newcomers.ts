// Below the list: how many replies are new, with the button that shows them, and how many people are here.
import type { Presence } from '@hearth/shared/presence'
import type { AnyReply } from '../apply.ts'
import type { Translate } from '../messages.ts'
import { placeAddress, topicAddress, withQuery } from '../parts/addresses.ts'
import type { OnPage } from './on-page.ts'
import type { RepliesData } from './replies.ts'

type News = { fresh: AnyReply[]; fits: OnPage['fits']; company: Presence | null; gone: boolean; justShown: number }

/** Plain elements, so that a page that is only read needs nothing more. */
export function newcomers(list: HTMLElement, data: RepliesData, t: Translate, show: () => void) {
  const region = element('div', 'newer', { role: 'status' })
  const people = element('p', 'meta company')
  const button = element('button', 'btn second wide', { type: 'button' })
  const link = element('a', 'btn second wide')
  const ended = element('p', '')
  const shown = element('span', 'vh')
  button.addEventListener('click', show)
  list.after(region, people)

  return {
    tell({ fresh, fits, company, gone, justShown }: News) {
      const here = fresh.filter(reply => fits(reply, fresh))
      const standing = here.filter(reply => !reply.removed).length
      const elsewhere = fresh.filter(reply => !reply.removed && !here.includes(reply))
      if (elsewhere[0]) link.setAttribute('href', addressOf(data, elsewhere[0]))
      put(region, ended, gone ? t('live.ended') : '')
      put(region, button, standing > 0 ? t('live.show', { count: standing }) : '')
      put(region, link, elsewhere.length > 0 ? t('live.goTo', { count: elsewhere.length }) : '')
      put(region, shown, justShown > 0 ? t('live.shown', { count: justShown }) : '')
      people.textContent = gone ? '' : companyText(company, t)
    },
  }
}

/** The line keeps its height, so that coming and going moves nothing. */
function companyText(company: Presence | null, t: Translate) {
  if (!company || company.here < 2) return '\u00a0'
  return t(company.writing > 0 ? 'live.hereWriting' : 'live.here', { count: company.here })
}

function addressOf({ topicId, order, view }: RepliesData, reply: AnyReply) {
  return order === 'newest' ? `${withQuery(topicAddress(topicId), { view, order })}#replies-title` : placeAddress(topicId, reply.n)
}

/** Touches only what changes, so that nothing is spoken twice and no focus is lost. */
function put(region: HTMLElement, part: HTMLElement, words: string) {
  if (part.textContent !== words) part.textContent = words
  if (words === '') part.remove()
  else if (!part.isConnected) region.append(part)
}

function element<Name extends keyof HTMLElementTagNameMap>(name: Name, className: string, marks: Record<string, string> = {}) {
  const made = document.createElement(name)
  made.className = className
  for (const [mark, value] of Object.entries(marks)) made.setAttribute(mark, value)
  return made
}
