// A sign-in that ended while somebody was writing: one form signs in and posts, and no word is lost.
import { ExpiredPage } from '@hearth/client/pages'
import { problemJson } from '../problem.ts'
import { ask } from './ask.ts'
import { bodyOf, textField } from './fields.ts'
import type { PageDeps } from './index.tsx'
import { attempt, type FormHandler, type PageRoutes } from './router.ts'
import type { Fields, Page, Visit } from './visit.ts'

const asked = ['handle', 'password', 'body'] as const
type What = 'topic' | 'reply' | 'edit' | 'format' | 'session'

/** A form of writing: a guest is asked to sign in beside their words, then the same form goes on as the member. */
export function writingForm({ form, visitOf }: PageRoutes, deps: PageDeps, path: string, what: What, handler: FormHandler) {
  form(path, (visit, fields) => {
    if (visit.actor.kind === 'member') return handler(visit, fields)
    if (textField(fields, 'password') === '') return expired(visit, what, fields)
    return attempt(
      async () => {
        const signedIn = await signIn(deps, visit, fields)
        return handler(await visitOf(visit.req, visit.res, signedIn), withoutSecrets(fields))
      },
      problem => expired(visit, what, fields, problem),
    )
  })
}

async function signIn({ accounts }: PageDeps, visit: Visit, fields: Fields) {
  const body = bodyOf('POST /api/sign-in', { handle: textField(fields, 'handle'), password: textField(fields, 'password') })
  await ask(visit, accounts.actions.signIn, { body })
  return accounts.actorOf(visit.req)
}

function withoutSecrets(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => name !== 'handle' && name !== 'password'))
}

function expired(visit: Visit, what: What, fields: Fields, problem?: Parameters<typeof problemJson>[0]): Page {
  const rest = Object.entries(fields).flatMap(([name, value]) =>
    asked.some(known => known === name) ? [] : [value].flat().map(each => [name, each] as [string, string]),
  )
  const requestId: string | null = visit.res.locals.requestId ?? null
  const form = {
    values: { body: textField(fields, 'body'), handle: textField(fields, 'handle') },
    problem: problem ? problemJson(problem) : null,
  }
  const body = <ExpiredPage what={what} action={visit.req.path} rest={rest} form={form} requestId={requestId} />
  return { title: visit.t(`expired.${what}`), body, status: problem?.status ?? 401 }
}
