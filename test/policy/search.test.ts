// Whoever may be found by whom: search holds to the rule of reading for every actor and every place, in what it finds, orders and counts.
import { type Actor, guest } from '@hearth/server/policy/actor'
import { can } from '@hearth/server/policy/can'
import { memory } from '@hearth/server/search/memory'
import { parseQuery } from '@hearth/server/search/parse-query'
import { type Narrow, rank } from '@hearth/server/search/rank'
import { reachOf } from '@hearth/server/search/reach'
import { roles } from '@hearth/shared/role'
import type { Visibility } from '@hearth/shared/space'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { memberWith } from '../../docs/generate/permission-cases.ts'

const visibilities: Visibility[] = ['public', 'members', ...roles.map((role): Visibility => `role:${role}`)]
const spaces = fc.array(fc.constantFrom(...visibilities), { minLength: 1, maxLength: 6 })
const post = fc.record({
  space: fc.nat(5),
  n: fc.nat(2),
  words: fc.array(fc.constantFrom('heron', 'pond', 'reed', 'mist'), { minLength: 1, maxLength: 6 }),
})
const actor: fc.Arbitrary<Actor> = fc.oneof(
  fc.constant(guest),
  fc.uniqueArray(fc.constantFrom(...roles)).map(held => memberWith(...held)),
)
const query = fc.constantFrom('heron', 'heron pond', '"heron pond"', 'her*', 'reed -mist', 'heron reed mist', '-pond', '')

type Post = { space: number; n: number; words: string[] }

function indexOf(of: Visibility[], posts: Post[]) {
  const index = memory()
  for (const [at, { space, n, words }] of posts.entries())
    index.apply({
      _id: `post ${at}`,
      thing: `topic ${at % 4} in ${space % of.length}`,
      n,
      author: null,
      at: new Date(1_000_000 * at),
      head: n === 0 ? { kind: 'question', place: `space ${space % of.length}`, tags: [], wantsAnswer: true } : null,
      gone: false,
      title: '',
      body: words.join(' '),
    })
  return index
}

const docsOf = (of: Visibility[]) =>
  of.map(
    (visibility, at) =>
      ({ _id: `space ${at}`, visibility, archivedAt: null, anonymous: true }) as never as Parameters<typeof reachOf>[0] extends {
        all(): Promise<(infer Doc)[]>
      }
        ? Doc
        : never,
  )
const ask = async (index: ReturnType<typeof memory>, of: Visibility[], who: Actor, q: string, narrow: Narrow = {}) =>
  rank(index, await reachOf({ all: async () => docsOf(of) }, who, index), parseQuery(q), narrow, {
    order: 'best',
    now: 0,
    after: null,
    limit: 100,
  })

test('nothing is found that may not be read, and all that may be', async () => {
  await fc.assert(
    fc.asyncProperty(spaces, fc.array(post, { maxLength: 20 }), actor, query, async (of, posts, who, q) => {
      const index = indexOf(of, posts)
      const readable = (key: string) => {
        const space = { visibility: of[Number(/in (\d+)/.exec(key)![1])]!, archived: false, anonymous: true }
        return can(who, 'readSpace', space) === true
      }
      const everywhere = await ask(
        index,
        of.map(() => 'public'),
        who,
        q,
      )
      const found = await ask(index, of, who, q)
      expect(found.map(each => each.key).sort()).toEqual(
        everywhere
          .map(each => each.key)
          .filter(readable)
          .sort(),
      )
    }),
    { seed: 20_260_211 },
  )
})

test('what one may not read bears on no score and no order of what one may', async () => {
  await fc.assert(
    fc.asyncProperty(spaces, fc.array(post, { maxLength: 20 }), actor, query, async (of, posts, who, q) => {
      const may = (at: number) => can(who, 'readSpace', { visibility: of[at]!, archived: false, anonymous: true }) === true
      const told = async (given: Post[]) => (await ask(indexOf(of, given), of, who, q)).map(({ score, key }) => ({ score, key }))
      // Posts keep their times and names: what is taken out leaves an empty place.
      const alone = posts.map(each => (may(each.space % of.length) ? each : { ...each, words: ['nothing'] }))
      expect(await told(alone)).toEqual(await told(posts))
    }),
    { seed: 20_260_211 },
  )
})
