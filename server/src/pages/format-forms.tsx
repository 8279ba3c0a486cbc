// The forms of writing a format: from nothing, as a copy, or as the next version; withdrawing one and bringing it back.
import { FormatEditPage } from '@hearth/client/pages'
import type { ShownFormat } from '@hearth/shared/format'
import { demand } from '../policy/can.ts'
import { type Problem, problemJson } from '../problem.ts'
import { ask } from './ask.ts'
import { writingForm } from './expired.tsx'
import { bodyOf, optionalField } from './fields.ts'
import { fieldsOf, formatIn, newFormatFields, rules, seats, totalIn } from './format-fields.ts'
import { rearranged, stepsIn } from './format-steps.ts'
import type { PageDeps } from './index.tsx'
import { formatIn as inWordsOf } from './ours.ts'
import { attempt, newId, type PageRoutes } from './router.ts'
import { type Fields, goTo, type Page, type Visit } from './visit.ts'

export function formatForms(routes: PageRoutes, deps: PageDeps) {
  const { page, form } = routes
  const { withdraw, restore } = deps.rooms.actions.formats
  page('/formats/new', visit => newPage(deps, visit))
  writingForm(routes, deps, '/formats/new', 'format', (visit, fields) => make(deps, visit, fields))
  page('/formats/:formatId/edit', visit => editPage(deps, visit))
  writingForm(routes, deps, '/formats/:formatId/edit', 'format', (visit, fields) => change(deps, visit, fields))
  form('/formats/:formatId/withdraw', async visit => goTo(address(await ask(visit, withdraw, { params: idIn(visit) })), 'said.withdrawn'))
  form('/formats/:formatId/restore', async visit => goTo(address(await ask(visit, restore, { params: idIn(visit) })), 'said.broughtBack'))
}

const idIn = (visit: Visit) => ({ formatId: visit.params.formatId ?? '' })
const address = ({ id, slug }: ShownFormat) => `/formats/${id}/${slug}`
const read = ({ rooms }: PageDeps, visit: Visit, formatId: string) => ask(visit, rooms.actions.formats.read, { params: { formatId } })

async function newPage(deps: PageDeps, visit: Visit) {
  demand(visit.actor, 'manageFormats')
  const source = visit.query.from ? inWordsOf(visit.reader.lang, await read(deps, visit, visit.query.from)) : null
  const name = source && visit.t('formatEdit.nameOfCopy', { name: source.name })
  return formPage(visit, null, { fields: { ...(source ? { ...fieldsOf(source), name: name! } : newFormatFields), id: newId() } })
}

async function make(deps: PageDeps, visit: Visit, fields: Fields) {
  return takeForm(visit, null, fields, async () => {
    const body = bodyOf('POST /api/formats', { id: optionalField(fields, 'id'), ...formatIn(fields) })
    return ask(visit, deps.rooms.actions.formats.make, { body })
  })
}

async function editPage(deps: PageDeps, visit: Visit) {
  const format = await read(deps, visit, idIn(visit).formatId)
  demand(visit.actor, 'changeFormat', format)
  return formPage(visit, format, { fields: { ...fieldsOf(format), basedOn: String(format.version) } })
}

async function change(deps: PageDeps, visit: Visit, fields: Fields) {
  const format = await read(deps, visit, idIn(visit).formatId)
  return takeForm(visit, format, fields, async () => {
    const body = bodyOf('PUT /api/formats/:formatId', { ...formatIn(fields), basedOn: Number(optionalField(fields, 'basedOn')) })
    return ask(visit, deps.rooms.actions.formats.change, { params: idIn(visit), body })
  })
}

/** Saves, or shows the form with its steps rearranged; whoever may not save gets their words back all the same. */
function takeForm(visit: Visit, format: ShownFormat | null, fields: Fields, save: () => Promise<ShownFormat>) {
  return attempt(
    async () => {
      demand(visit.actor, 'manageFormats')
      const again = rearranged(fields)
      return again ? formPage(visit, format, { fields: again, pressed: true }) : goTo(address(await save()), 'said.saved')
    },
    problem => formPage(visit, format, { fields: seen(fields, format, problem), problem }),
  )
}

/** Who was told that there is a newer version has it before them, and may save over it. */
function seen(fields: Fields, format: ShownFormat | null, { code }: Problem): Fields {
  return code === 'edited-meanwhile' && format ? { ...fields, basedOn: String(format.version) } : fields
}

type Tried = { fields: Fields; pressed?: boolean; problem?: Problem }

function formPage({ t }: Visit, format: ShownFormat | null, { fields, pressed = false, problem }: Tried): Page {
  const props = {
    format,
    form: { values: fields, problem: problem ? problemJson(problem) : null },
    steps: stepsIn(fields).length,
    total: totalIn(fields),
    pressed,
    seats,
    rules,
  }
  const title = t(format ? 'formatEdit.change' : 'formatEdit.new')
  return { title, body: <FormatEditPage {...props} />, ...(problem ? { status: problem.status } : {}) }
}
