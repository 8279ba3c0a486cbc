// The files that are made from the code: path from the root -> what must stand in it.
import { readFileSync } from 'node:fs'
import { envExample, readmeWithConfiguration } from './configuration.ts'
import { permissionsPage } from './permissions.ts'

export const pages: Record<string, () => string> = {
  'docs/permissions.md': permissionsPage,
  'README.md': () => readmeWithConfiguration(readFileSync(new URL('../../README.md', import.meta.url), 'utf8')),
  '.env.example': envExample,
}
