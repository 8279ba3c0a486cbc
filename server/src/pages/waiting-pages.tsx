// Pages of one's own posts that wait: the list, changing one, and the choice for all that one writes.
import { WaitingEditPage, WaitingPage } from '@hearth/client/pages'
import { type Problem, problemJson } from '../problem.ts'
import { ask } from './ask.ts'
import { type Tried, triedState } from './edit-state.ts'
import { writingForm } from './expired.tsx'
import { bodyOf, contentNotesOf, optionalField, textField } from './fields.ts'
import type { PageDeps } from './index.tsx'
import { attempt, type PageRoutes } from './router.ts'
import { type Fields, goTo, type Onward, type Page, type Visit } from './visit.ts'
import { appearsOf } from './when-fields.ts'

export function waitingPages(routes: PageRoutes, deps: PageDeps) {
  const { page, form } = routes
  const { actions } = deps.later
  const verb = (path: string, take: (visit: Visit) => Promise<Onward>) =>
    form(`/waiting/:waitingId/${path}`, visit =>
      attempt(
        () => take(visit),
        problem => listPage(deps, visit, problem),
      ),
    )
  page('/waiting', visit => listPage(deps, visit))
  form('/waiting/choice', (visit, fields) => choose(deps, visit, fields))
  page('/waiting/:waitingId/edit', visit => editPage(deps, visit))
  writingForm(routes, deps, '/waiting/:waitingId/edit', 'edit', (visit, fields) => edit(deps, visit, fields))
  // Whoever goes to change it must not see it appear meanwhile.
  verb('hold', async visit => {
    const { id } = await ask(visit, actions.change, { params: idIn(visit), body: { appears: null } })
    return goTo(`/waiting/${id}/edit`)
  })
  verb('put-off', async visit => {
    await ask(visit, actions.change, { params: idIn(visit), body: { appears: 'day' } })
    return goTo('/waiting', 'said.putOff')
  })
  verb('post', visit => postNow(deps, visit))
  verb('take-back', async visit => {
    await ask(visit, actions.takeBack, { params: idIn(visit) })
    return goTo('/waiting', 'said.takenBackWaiting')
  })
  verb('bring-back', async visit => {
    await ask(visit, actions.bringBack, { params: idIn(visit) })
    return goTo('/waiting', 'said.broughtBackWaiting')
  })
}

const idIn = (visit: Visit) => ({ waitingId: visit.params.waitingId ?? '' })

async function listPage({ later }: PageDeps, visit: Visit, problem?: Problem): Promise<Page> {
  const { items } = await ask(visit, later.actions.list)
  const body = <WaitingPage posts={items} postsWait={visit.reader.postsWait} problem={problem ? problemJson(problem) : null} />
  return { title: visit.t('waiting.title'), body, ...(problem ? { status: problem.status } : {}) }
}

async function choose({ accounts }: PageDeps, visit: Visit, fields: Fields) {
  await ask(visit, accounts.actions.changeMe, { body: bodyOf('PATCH /api/me', { postsWait: textField(fields, 'postsWait') }) })
  return goTo('/waiting', 'said.saved')
}

async function editPage({ later }: PageDeps, visit: Visit, tried?: Tried): Promise<Page> {
  const post = await ask(visit, later.actions.read, { params: idIn(visit) })
  const body = <WaitingEditPage post={post} {...triedState(tried)} />
  return { title: visit.t('waiting.editTitle'), body, ...(tried?.problem ? { status: tried.problem.status } : {}) }
}

async function edit(deps: PageDeps, visit: Visit, fields: Fields) {
  return attempt(
    async () => {
      const appears = appearsOf(visit, fields)
      const body = bodyOf('PATCH /api/waiting-posts/:waitingId', {
        title: optionalField(fields, 'title'),
        body: textField(fields, 'body'),
        contentNotes: contentNotesOf(fields),
        basedOn: Number(textField(fields, 'basedOn')),
        appears: appears === 'no' || appears === 'hold' ? null : appears,
      })
      if (textField(fields, 'do') === 'preview') {
        const { html } = await ask(visit, deps.topics.actions.preview, { body: { body: body.body ?? '' } })
        return editPage(deps, visit, { fields, previewHtml: html })
      }
      await ask(visit, deps.later.actions.change, { params: idIn(visit), body })
      return appears === 'no' ? postNow(deps, visit) : goTo('/waiting', 'said.saved')
    },
    problem => editPage(deps, visit, { fields: withoutVersion(fields), problem }),
  )
}

/** The words may be stored already; what is sent again is based on that. */
function withoutVersion({ basedOn: _, ...fields }: Fields): Fields {
  return fields
}

async function postNow({ later }: PageDeps, visit: Visit) {
  const { link } = await ask(visit, later.actions.postNow, { params: idIn(visit) })
  return goTo(link)
}
