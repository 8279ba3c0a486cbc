// The house as it stands: who imports whom, that nothing goes in circles, and that every wall of the table can be hit.
import { expect, test } from 'vitest'
import { importsOf, readHouse, type Source } from './graph.ts'
import { faultOf } from './layers.ts'

const house = readHouse()

test('every file imports only what the table allows', () => {
  expect(house.length).toBeGreaterThan(200)
  const faults = house.flatMap(({ imports }) =>
    imports.flatMap(each => (faultOf(each) ? [`${each.from} imports ${each.specifier}: ${faultOf(each)}`] : [])),
  )
  expect(faults).toEqual([])
})

test.each([
  ['shared/src/topic.ts', `import express from 'express'`, 'shared imports zod and nothing else'],
  ['embedded-mongo/src/engine.ts', `import { limits } from '@hearth/shared/limits'`, 'embedded-mongo knows nothing of the rest'],
  ['embedded-mongo/src/engine.ts', `import 'mongoose'`, 'embedded-mongo knows nothing of the rest'],
  ['client/src/api.ts', `import { Problem } from '@hearth/server/problem'`, 'the client never imports the server'],
  ['client/src/api.ts', `import type { Problem } from '@hearth/server/problem'`, 'the client never imports the server'],
  ['client/src/api.ts', `import { z } from 'zod'`, 'the browser has neither zod nor node'],
  [
    'client/src/islands/bell.tsx',
    `import { topic } from '@hearth/shared/topic'`,
    'the browser gets types of shared, and values without zod',
  ],
  [
    'client/src/islands/bell.tsx',
    `import { type Topic } from '@hearth/shared/topic'`,
    'the browser gets types of shared, and values without zod',
  ],
  ['client/src/live.ts', `import { io } from 'socket.io-client'`, 'the browser loads socket.io-client when it is needed'],
  ['server/src/app.ts', `import { world } from '../../test/world.ts'`, 'the server never imports tests'],
  [
    'server/src/db/embedded.ts',
    `import { start } from '@hearth/embedded-mongo'`,
    'only db/embedded.ts starts the embedded database, by await import',
  ],
  ['server/src/app.ts', `await import('@hearth/embedded-mongo')`, 'only db/embedded.ts starts the embedded database, by await import'],
  ['server/src/replies/post-reply.ts', `import type { ClientSession } from 'mongoose'`, 'only what stores knows mongoose'],
  ['server/src/replies/store.ts', `import { Schema } from 'mongoose'`, 'only db/ gets values of mongoose'],
  ['server/src/policy/topics.ts', `import type { TopicDoc } from '../topics/index.ts'`, 'rules are pure: types and problem codes'],
  ['server/src/policy/topics.ts', `import { readFileSync } from 'node:fs'`, 'rules are pure: types and problem codes'],
  ['server/src/live/publish.ts', `import { spacesFeature } from '../spaces/index.ts'`, 'what serves the features knows nothing of them'],
  ['server/src/topics/present.ts', `import { Post } from '@hearth/client/parts/post'`, 'pages alone know the client'],
  ['server/src/topics/present.ts', `import { spaceStore } from '../spaces/store.ts'`, 'a feature is entered by its door, index.ts'],
  ['server/src/pages/router.ts', `export { topicStore } from '../topics/store.ts'`, 'a feature is entered by its door, index.ts'],
])('in %s, `%s` is refused: %s', (file, text, fault) => {
  expect(importsOf(file, text).map(faultOf)).toEqual([fault])
})

test('nothing imports itself by a detour', () => {
  expect(circleIn(house)).toBeNull()
})

test('a detour would be found', () => {
  const source = (file: string, text: string): Source => ({ file, text, lines: 1, imports: importsOf(file, text) })
  const detour = [
    source('server/src/a.ts', `import './b.ts'`),
    source('server/src/b.ts', `export * from './c.ts'`),
    source('server/src/c.ts', `import './a.ts'`),
  ]
  expect(circleIn(detour)).toEqual(['server/src/a.ts', 'server/src/b.ts', 'server/src/c.ts', 'server/src/a.ts'])
})

/** The first circle of imports that remain when types are gone, or null. */
function circleIn(sources: Source[]): string[] | null {
  const targets = new Map(
    sources.map(({ file, imports }) => [file, imports.filter(each => !each.typeOnly && !each.dynamic).map(each => each.target)]),
  )
  const done = new Set<string>()
  function walk(file: string, path: string[]): string[] | null {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file]
    if (done.has(file)) return null
    for (const target of targets.get(file) ?? []) {
      const circle = target === null ? null : walk(target, [...path, file])
      if (circle) return circle
    }
    done.add(file)
    return null
  }
  return sources.map(({ file }) => walk(file, [])).find(circle => circle !== null) ?? null
}
