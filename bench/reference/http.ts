// The reference of everything asked by HTTP: a bare Express 5 that answers a static JSON of 20 kB and echoes what is posted.
import { createServer } from 'node:http'
import express from 'express'
import { type Commit, commits } from './commit.ts'
import { listen } from './listen.ts'

const bytes = 20_000
const page = JSON.stringify({ text: 'x'.repeat(bytes - '{"text":""}'.length) })
let commit: Commit | null = null

const web = express()
web.get('/', (_req, res) => {
  res.type('json').send(page)
})
/** With `?commit=1` what was posted is on the disk before it is answered. */
web.post('/', express.json(), async (req, res) => {
  if (req.query.commit) {
    commit ??= commits()
    await commit(JSON.stringify(req.body))
  }
  res.status(201).json(req.body)
})
listen(createServer(web))
