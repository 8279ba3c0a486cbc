// Draws posts in the browser with the same part as the server: new ones in their rows, newer states in the place of older ones.
import type { Told } from '@hearth/shared/hard-subjects'
import { render } from 'preact'
import type { AnyReply, AnyTopic } from '../apply.ts'
import { ReaderContext } from '../messages.ts'
import { isMuted, type PostAbilities, type PostProps, type Written } from '../parts/place.ts'
import { Post } from '../parts/post.tsx'
import type { Answered } from '../parts/tree.ts'
import { wordsOf } from '../words.ts'
import type { OnPage } from './on-page.ts'
import { patchPost } from './patch-post.ts'
import type { RepliesData } from './replies.ts'

export type PostDrawer = Awaited<ReturnType<typeof postDrawer>>

type Drawn = Pick<RepliesData, 'topicId' | 'mayReply' | 'offered' | 'muted' | 'choices'>

export async function postDrawer({ topicId, mayReply, offered, muted = [], choices }: Drawn) {
  const reader = await wordsOf('posts')
  const covering = choices ? (await import('@hearth/shared/hard-subjects')).coveringOf(choices) : null
  const ownAbilities = new Map<string, PostAbilities>()

  function draw(into: Element, props: PostProps) {
    render(
      <ReaderContext.Provider value={reader}>
        <Post {...props} />
      </ReaderContext.Provider>,
      into,
    )
  }

  function drawn(props: PostProps): HTMLElement {
    const apart = document.createElement('div')
    draw(apart, props)
    return apart.firstElementChild as HTMLElement
  }

  function propsOf(page: OnPage, reply: AnyReply): PostProps {
    const can = ownAbilities.get(reply.id)
    const shown = page.find(reply.id)
    const isOwn = can !== undefined || shown?.dataset.mine !== undefined
    const cover = isOwn ? {} : coverOf({ html: reply.html, notes: reply.contentNotes })
    const marks = offered && { offered: can ? [] : offered, pressed: [], received: [], bookmarked: false }
    return {
      ...{ post: reply as Written, topicId, n: reply.n, mayReply, marks, answers: answersOf(page, reply), ...cover },
      muted: isMuted(reply.author, muted),
      ...(can ? { mine: true, can } : {}),
    }
  }

  /** What the server would fold for this reader is folded here as well. */
  function coverOf(told: Told): Pick<PostProps, 'cover'> {
    const cover = covering?.(told)
    return cover ? { cover } : {}
  }

  return {
    own: (id: string, can: PostAbilities) => void ownAbilities.set(id, can),

    /** False when its place is on another page. */
    place(page: OnPage, reply: AnyReply, { fresh }: { fresh: boolean }): boolean {
      if (!page.fits(reply)) return false
      const answers = answersOf(page, reply)
      draw(page.rowFor(reply), { ...propsOf(page, reply), answers, fresh: fresh && !ownAbilities.has(reply.id) })
      return true
    },

    reply(page: OnPage, reply: AnyReply) {
      const shown = page.find(reply.id)
      if (shown && page.isStale(reply.id, reply.seq)) patchPost(shown, drawn({ ...propsOf(page, reply), can: abilitiesOn(shown) }))
    },

    original(topic: AnyTopic) {
      const shown = document.getElementById('original')
      if (!shown || Number(shown.dataset.seq) >= topic.seq) return
      const can = abilitiesOn(shown)
      const { title, html, contentNotes: notes, tags } = topic
      const { cover } = shown.dataset.mine === undefined ? coverOf({ title, html, notes, tags }) : {}
      const about = { post: topic as Written, topicId, n: null, mayReply, muted: isMuted(topic.author, muted), can }
      patchPost(shown, drawn({ ...about, ...(cover ? { cover } : {}) }))
      const place = document.querySelector('h1 bdi')
      if (place) place.textContent = cover?.title ? reader.t('hard.topicTitle') : title
    },
  }
}

/** What a broadcast cannot tell is kept from what the server wrote for this reader. */
function abilitiesOn(shown: HTMLElement): PostAbilities {
  const has = (verb: string) => shown.querySelector(`.acts a[href$="/${verb}"]`) !== null
  return { edit: has('edit'), remove: has('remove'), restore: false, history: has('edit') }
}

/** Only the name is shown, and the page holds it only as words. */
function answersOf(page: OnPage, reply: AnyReply): Answered | null {
  if (reply.parentN === null) return null
  const name = reply.parentId === null ? null : page.find(reply.parentId)?.querySelector('.post-by bdi')?.textContent
  return { n: reply.parentN, author: name ? { kind: 'anonymous', alias: name } : null, spoken: page.nests(reply.parentId) }
}
