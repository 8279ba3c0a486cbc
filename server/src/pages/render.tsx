// From a page to HTML: the document around it in the reader's words, colours and time zone.
import { Document, type Frame, type MessageKey } from '@hearth/client/pages'
import type { Request, Response } from 'express'
import { zipped } from '../http/zipped.ts'
import { keyOf } from './key-of.ts'
import { pagesRemembered } from './remembered-pages.ts'
import { partsRemembered } from './remembered-parts.tsx'
import type { Page, PageCard, Visit } from './visit.ts'

export type Site = Frame['site']

export function rendererOf({
  siteIn,
  assets,
  knownSaid,
  publicUrl,
}: {
  siteIn(lang: string): Site
  publicUrl(): string
  assets: Frame['assets']
  knownSaid(key: string): key is MessageKey
}) {
  const drawParts = partsRemembered()
  const remembered = pagesRemembered()

  return function show({ req, res, reader, t, query }: Visit, page: Page) {
    const saidKey = `said.${query.said ?? ''}`
    const { postsWait, ...seen } = reader
    const frame: Frame = {
      ...seen,
      title: page.title,
      path: req.path,
      site: siteIn(reader.lang),
      assets,
      indexable: page.indexable ?? false,
      ...(page.room ? { room: page.room } : {}),
      ...(page.card && page.indexable && !reader.me ? { card: cardOf(publicUrl(), page.card) } : {}),
      ...(knownSaid(saidKey) ? { said: t(saidKey) } : {}),
    }
    const draw = () =>
      `<!doctype html>${drawParts(
        <Document frame={frame} t={t}>
          {page.body}
        </Document>,
        { t, lang: reader.lang, timeZone: reader.timeZone },
      )}`
    if (!page.lasting || page.status) sendPage(req, res, page.status ?? 200, draw())
    else if (page.freshId) remembered.sendForm(req, res, shownBy(frame, page), page.freshId, draw)
    else remembered.send(req, res, shownBy(frame, page), draw)
  }
}

function cardOf(base: string, { path, description = '', feed }: PageCard) {
  return { canonical: path === null ? null : base + path, description, feed: feed ?? null }
}

function shownBy(frame: Frame, { body }: Page) {
  return `${(body.type as { name?: string }).name}${keyOf(body.props)}${keyOf(frame)}`
}

function sendPage(req: Request, res: Response, status: number, html: string) {
  zipped(req, res, () => res.status(status).type('html').send(html))
}
