// A process of its own that fills an empty data folder with the planned community through the features' import doors, and ends.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createApp } from '@hearth/server/app'
import { readConfig } from '@hearth/server/config'
import { createLog } from '@hearth/server/log'
import { type Plan, type PlannedTopic, planCommunity, planReplies } from './plan.ts'

type App = Awaited<ReturnType<typeof createApp>>

/** Topics that are written at the same time. */
const atOnce = 32

async function fill(folder: string) {
  const config = readConfig({ NODE_ENV: 'production', PORT: '0', DATA_DIR: folder })
  const app = await createApp({ config, log: createLog('warn') })
  try {
    const plan = planCommunity()
    await addMembers(app, plan)
    for (const space of plan.spaces) await app.features.spaces.importSpace(space)
    await inTurns(plan.topics, topic => addTopic(app, topic, plan))
    writeFileSync(join(folder, 'tokens.json'), JSON.stringify(await makeTokens(app, plan)))
  } finally {
    await app.drain()
  }
}

async function addMembers({ features: { accounts } }: App, { members }: Plan) {
  await inTurns(members, async member => void (await accounts.importMember(member)))
}

async function addTopic({ features: { topics, replies } }: App, topic: PlannedTopic, { members }: Plan) {
  const { replies: _, start: __, ...given } = topic
  const kind = 'discussion' as const
  await topics.importTopic({ ...given, kind, tags: [], contentNotes: [], crisisLines: false, pinned: false, locked: false, lang: 'en' })
  await replies.importReplies(topic._id, planReplies(topic, members))
}

/** An access token for every member, in their order. */
async function makeTokens({ features: { accounts } }: App, { members }: Plan): Promise<string[]> {
  const secrets: string[] = []
  for (const { _id: accountId, handle, roles } of members) {
    const actor = {
      kind: 'member',
      accountId,
      handle,
      roles,
      silenced: false,
      via: 'sign-in',
      scope: 'write',
      signInId: null,
      tokenId: null,
    } as const
    const made = await accounts.actions.makeToken(
      actor,
      { params: {}, query: undefined as never, body: { name: 'bench', scope: 'write' } },
      {} as never,
    )
    if ('secret' in made) secrets.push(made.secret)
  }
  return secrets
}

async function inTurns<Item>(items: readonly Item[], work: (item: Item) => Promise<void>) {
  const waiting = items.values()
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const item of waiting) await work(item)
    }),
  )
}

await fill(process.argv[2]!)
