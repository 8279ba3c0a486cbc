// From a page to HTML: the document around it in the reader's words, colours and time zone.
import { Document, type Frame, type MessageKey } from '@hearth/client/pages'
import type { Response } from 'express'
import { renderToString } from 'preact-render-to-string'
import type { Page, Visit } from './visit.ts'

export type Site = Frame['site']

export function rendererOf({
  site,
  assets,
  knownSaid,
}: {
  site: Site
  assets: Frame['assets']
  knownSaid(key: string): key is MessageKey
}) {
  return function show({ req, res, reader, t, query }: Visit, page: Page) {
    const saidKey = `said.${query.said ?? ''}`
    const frame: Frame = {
      ...reader,
      title: page.title,
      path: req.path,
      site,
      assets,
      indexable: page.indexable ?? false,
      ...(knownSaid(saidKey) ? { said: t(saidKey) } : {}),
    }
    const html = renderToString(
      <Document frame={frame} t={t}>
        {page.body}
      </Document>,
    )
    sendPage(res, page.status ?? 200, `<!doctype html>${html}`)
  }
}

function sendPage(res: Response, status: number, html: string) {
  res.status(status).type('html').send(html)
}
