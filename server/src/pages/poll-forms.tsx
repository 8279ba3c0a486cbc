// The forms of a poll: asking for one with a new topic, voting, and closing.
import { instantOf } from '../local-time.ts'
import { Problem, problemJson } from '../problem.ts'
import { ask } from './ask.ts'
import { bodyOf, listField, optionalField, textField, yesField } from './fields.ts'
import type { PageDeps } from './index.tsx'
import { attempt, type PageRoutes } from './router.ts'
import { topicPage } from './topic-page.tsx'
import { type Fields, goTo, type Visit } from './visit.ts'

export function pollForms({ form }: PageRoutes, deps: PageDeps) {
  form('/topics/:topicId/poll', (visit, fields) =>
    attempt(
      () => vote(deps, visit, fields),
      problem => topicPage(deps, visit, undefined, { values: fields, problem: problemJson(problem) }),
    ),
  )
  form('/topics/:topicId/poll/close', async visit => {
    const { topicId } = await ask(visit, deps.polls.actions.close, { params: idIn(visit) })
    return goTo(`/topics/${topicId}#poll`, 'said.pollClosed')
  })
}

const idIn = (visit: Visit) => ({ topicId: visit.params.topicId ?? '' })

async function vote({ polls }: PageDeps, visit: Visit, fields: Fields) {
  const takesBack = textField(fields, 'do') === 'take-back'
  const body = bodyOf('PUT /api/topics/:topicId/poll/vote', { choices: takesBack ? [] : listField(fields, 'choices') })
  if (!takesBack && body.choices.length === 0)
    throw new Problem('invalid-input', { errors: [{ pointer: '/choices', code: 'required', message: 'is needed' }] })
  const { topicId } = await ask(visit, polls.actions.vote, { params: idIn(visit), body })
  return goTo(`/topics/${topicId}#poll`, takesBack ? 'said.voteTakenBack' : 'said.voted')
}

/** Null where no vote is asked for: the options are empty. */
export function pollOf({ reader }: Visit, fields: Fields): object | null {
  const options = textField(fields, 'poll.options')
    .split(/\r?\n/)
    .map(each => each.trim())
    .filter(Boolean)
  if (options.length === 0) return null
  return {
    options,
    several: yesField(fields, 'poll.several'),
    secret: yesField(fields, 'poll.secret'),
    results: optionalField(fields, 'poll.results') ?? 'after-vote',
    closesAt: closesAt(fields, reader.timeZone),
  }
}

/** A day alone is its end. Throws `invalid-input` at the field. */
function closesAt(fields: Fields, timeZone: string): string | null {
  const [day, time] = [textField(fields, 'poll.day'), optionalField(fields, 'poll.time') ?? '23:59']
  if (day === '') return null
  const at = instantOf({ day, time }, timeZone)
  if (!at) throw new Problem('invalid-input', { errors: [{ pointer: '/poll/day', code: 'invalid-format', message: 'is no day' }] })
  return at.toISOString()
}
