// Presses and releases a reaction in place: the reader's own reactions to the post, whole, as the buttons show them.
import type { PostReaction } from '@hearth/shared/reaction'
import { call, Refused } from '../api.ts'
import { say } from '../say.ts'
import { wordsOf } from '../words.ts'

/** One after the other, so that the last press is the last to arrive. */
let sending: Promise<unknown> = Promise.resolve()

export async function press(button: HTMLButtonElement) {
  const pressed = !isPressed(button)
  show(button, pressed)
  sending = sending.then(() => put(button, pressed))
  await sending
}

async function put(button: HTMLButtonElement, pressed: boolean) {
  const { t } = await wordsOf('marks')
  try {
    await send(button.form!)
    say(t(pressed ? 'react.pressed' : 'react.released', { word: button.textContent ?? '' }))
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    show(button, !pressed)
    say(t('react.notKept'))
  }
}

function send(form: HTMLFormElement) {
  const buttons = [...form.elements].filter((each): each is HTMLButtonElement => each instanceof HTMLButtonElement)
  const reactions = buttons.filter(isPressed).map(each => each.value as PostReaction)
  const [, nouns, id = ''] = new URL(form.action).pathname.split('/')
  return nouns === 'topics'
    ? call('PUT /api/topics/:topicId/reactions', { params: { topicId: id }, body: { reactions } })
    : call('PUT /api/replies/:replyId/reactions', { params: { replyId: id }, body: { reactions } })
}

function show(button: HTMLButtonElement, pressed: boolean) {
  button.setAttribute('aria-pressed', String(pressed))
  button.name = pressed ? 'release' : 'press'
}

function isPressed(button: HTMLButtonElement) {
  return button.getAttribute('aria-pressed') === 'true'
}
