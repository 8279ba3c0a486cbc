// The test projects: which files run where. `test/run.mjs` chooses among them by what the machine has.
import { defineConfig } from 'vitest/config'

const shared = {
  // Not `import`: the runner hands these on to Node, where they would also decide what `require` finds.
  resolve: { conditions: ['source', 'module', 'node'] },
  ssr: { resolve: { conditions: ['source', 'module', 'node'] } },
  oxc: { jsx: { runtime: 'automatic' as const, importSource: 'preact' } },
}

const project = (name: string, include: string[], extra: object = {}) => ({
  ...shared,
  test: { name, include, testTimeout: 30_000, hookTimeout: 60_000, ...extra },
})

export default defineConfig({
  test: {
    projects: [
      project('embedded-mongo', ['embedded-mongo/test/**/*.test.ts'], { exclude: ['embedded-mongo/test/{strace,containers}/**'] }),
      project('hearth', ['test/{features,contract,policy,live,pages,architecture,regressions,units}/**/*.test.{ts,tsx}']),
      project('containers', ['embedded-mongo/test/containers/**/*.test.ts']),
      project('strace', ['embedded-mongo/test/strace/**/*.test.ts']),
      project('browser', ['test/browser/**/*.test.ts'], { fileParallelism: false }),
      project('redis', ['test/redis/**/*.test.ts'], { fileParallelism: false }),
    ],
  },
})
