// The files that are made from the code: path from the root -> what must stand in it.
import { configurationPage, envExample } from './configuration.ts'
import { permissionsPage } from './permissions.ts'

export const pages: Record<string, () => string> = {
  'docs/permissions.md': permissionsPage,
  'docs/configuration.md': configurationPage,
  '.env.example': envExample,
}
