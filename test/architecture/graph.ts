// The real import graph: every source file of ours, parsed, with what it imports and whether that is a type alone.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { parseSync } from 'vite'

export const root = resolve(import.meta.dirname, '../..')

/** `target`: the file of ours that is meant, from the root; null for a package. `package`: its name; null for a file of ours. */
export type Import = { from: string; specifier: string; target: string | null; package: string | null; typeOnly: boolean; dynamic: boolean }
export type Source = { file: string; text: string; lines: number; imports: Import[] }

const workspaces = ['shared', 'client', 'server', 'embedded-mongo']

/** The sources of the workspaces; tests and benches are beside the house. */
export function readHouse(): Source[] {
  return workspaces.flatMap(workspace => filesIn(`${workspace}/src`)).map(readSource)
}

/** TypeScript files below a folder, as paths from the root, sorted. */
export function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => /\.tsx?$/.test(name) && !name.includes('node_modules'))
    .map(name => `${folder}/${name}`)
    .sort()
}

export function readSource(file: string): Source {
  const text = readFileSync(join(root, file), 'utf8')
  return { file, text, lines: text.split('\n').length - 1, imports: importsOf(file, text) }
}

export function importsOf(file: string, text: string): Import[] {
  const { module, errors } = parseSync(file, text)
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`)
  // `import { type X }` leaves an import behind when types are gone; `import type { X }` leaves nothing.
  const isType = (start: number) => /^(import|export)\s+type\s/.test(text.slice(start, start + 20))
  const named = module.staticImports.map(({ start, moduleRequest }) => ({
    specifier: moduleRequest.value,
    typeOnly: isType(start),
    dynamic: false,
  }))
  const passedOn = module.staticExports.flatMap(({ start, entries }) => {
    const specifier = entries.find(entry => entry.moduleRequest)?.moduleRequest?.value
    return specifier === undefined ? [] : [{ specifier, typeOnly: isType(start), dynamic: false }]
  })
  const later = module.dynamicImports.map(({ moduleRequest }) => ({
    specifier: text.slice(moduleRequest.start, moduleRequest.end).replace(/^['"`]|['"`]$/g, ''),
    typeOnly: false,
    dynamic: true,
  }))
  return [...named, ...passedOn, ...later].map(each => ({ from: file, ...each, ...placeOf(file, each.specifier) }))
}

/** The workspaces answer for their own names, as their `exports` do. */
function placeOf(file: string, specifier: string): { target: string | null; package: string | null } {
  if (specifier.startsWith('.')) return { target: relative(root, join(root, dirname(file), specifier)), package: null }
  const [, workspace, path] = /^@hearth\/([\w-]+)(?:\/(.+))?$/.exec(specifier) ?? []
  if (workspace) return { target: existing(`${workspace}/src/${path ?? 'index'}`), package: null }
  return { target: null, package: specifier.startsWith('node:') ? 'node:' : (/^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier) }
}

function existing(stem: string) {
  return [`${stem}.ts`, `${stem}.tsx`].find(path => existsSync(join(root, path))) ?? stem
}
