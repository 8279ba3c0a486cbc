// Compresses built files ahead of time, so that serving them costs nothing.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
// biome-ignore lint/correctness/noUndeclaredDependencies: a tool of the whole house, declared at its root
import type { Plugin } from 'vite'

const compressible = /\.(js|css|svg)$/

export function precompress(): Plugin {
  let outDir = ''
  return {
    name: 'precompress',
    apply: 'build',
    configResolved(config) {
      outDir = join(config.root, config.build.outDir)
    },
    writeBundle({ dir = outDir }) {
      for (const name of readdirSync(dir).filter(file => compressible.test(file))) compress(join(dir, name))
    },
  }
}

function compress(path: string) {
  const content = readFileSync(path)
  writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }))
  writeFileSync(`${path}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }))
}
