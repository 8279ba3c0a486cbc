// `npm run docs`: writes the files that are made from the code.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pages } from './pages.ts'

const root = join(import.meta.dirname, '../..')
for (const [path, make] of Object.entries(pages)) await writeFile(join(root, path), make())
