// Pages and forms as routes: finds the reader, shows the page, takes the form without script, and keeps every word when it is refused.
import { randomUUID } from 'node:crypto'
import { translator } from '@hearth/client/messages/load'
import express, { type Request, type Response, type Router } from 'express'
import type { Covers } from '../covers/index.ts'
import type { ActorOf } from '../http/route.ts'
import { type Actor, guest } from '../policy/actor.ts'
import { Problem } from '../problem.ts'
import { addressOf, type Fields, isOnward, type Onward, type Page, type Reader, type Visit } from './visit.ts'

type Answer = Page | Onward
export type PageHandler = (visit: Visit) => Promise<Answer> | Answer
export type FormHandler = (visit: Visit, fields: Fields) => Promise<Answer> | Answer
type Deps = {
  actorOf: ActorOf
  readerOf(req: Request, actor: Actor): Promise<Reader>
  coversOf(req: Request, actor: Actor, reader: Reader): Promise<Covers | null>
  show(visit: Visit, page: Page): void
}

/** The largest form: the longest text three times over, since each letter may take three bytes and its escape nine. */
const largestForm = '512kb'
/** The most fields: a format of forty steps, with every box ticked. */
const mostFields = 1_000
const formBody = express.urlencoded({ extended: false, limit: largestForm, parameterLimit: mostFields })

export type PageRoutes = ReturnType<typeof pageRoutes>

export function pageRoutes(router: Router, { actorOf, readerOf, coversOf, show }: Deps) {
  async function visitOf(req: Request, res: Response, actor?: Actor): Promise<Visit> {
    const who = actor ?? (await actorOf(req))
    const reader = await readerOf(req, who)
    return {
      req,
      res,
      actor: who,
      reader,
      covers: await coversOf(req, who, reader),
      t: translator(reader.lang),
      query: onlyTexts(req.query),
      params: req.params as Record<string, string>,
    }
  }

  function answer(visit: Visit, result: Answer) {
    if (isOnward(result)) visit.res.redirect(303, addressOf(result))
    else show(visit, result)
  }

  return {
    visitOf,
    page(path: string, handler: PageHandler) {
      router.get(path, async (req, res) => {
        const visit = await visitOf(req, res)
        answer(
          visit,
          await attempt(
            async () => handler(visit),
            problem => signInFirst(visit, problem),
          ),
        )
      })
    },
    /** What is no page: `handler` answers by itself. The reader is a guest, so that nothing of who asks bears on it. */
    file(path: string, handler: (visit: Visit) => Promise<void>) {
      router.get(path, async (req, res) => handler(await visitOf(req, res, guest)))
    },
    /** The same for what is shown as its reader may see it. */
    ownFile(path: string, handler: (visit: Visit) => Promise<void>) {
      router.get(path, async (req, res) => handler(await visitOf(req, res)))
    },
    form(path: string, handler: FormHandler) {
      router.post(path, formBody, async (req, res) => {
        const visit = await visitOf(req, res)
        answer(visit, await handler(visit, fieldsOf(req)))
      })
    },
  }
}

/** A guest who follows a link to what needs a sign-in comes back to it afterwards. */
function signInFirst({ actor, req }: Visit, problem: Problem): Onward {
  if (actor.kind === 'guest' && problem.code === 'not-signed-in') return { to: `/sign-in?next=${encodeURIComponent(req.originalUrl)}` }
  throw problem
}

/** Own fields only, as texts and lists of texts. */
function fieldsOf(req: Request): Fields {
  const given = Object.entries((req.body ?? {}) as Record<string, unknown>)
  return Object.fromEntries(
    given.filter((each): each is [string, string | string[]] => typeof each[1] === 'string' || Array.isArray(each[1])),
  )
}

function onlyTexts(query: Request['query']): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(query).filter((each): each is [string, string] => typeof each[1] === 'string'))
}

/** Runs `take`; a refusal that the writer can mend shows the form again with every word. */
export async function attempt(take: () => Promise<Answer>, again: (problem: Problem) => Promise<Answer> | Answer): Promise<Answer> {
  try {
    return await take()
  } catch (error) {
    if (error instanceof Problem && error.status < 500 && error.code !== 'not-found') return again(error)
    throw error
  }
}

export function newId() {
  return randomUUID()
}
