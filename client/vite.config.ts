// Builds what browsers load: one small script for every page, what it loads when needed, and the one style sheet, all with hashed names.
// biome-ignore lint/correctness/noUndeclaredDependencies: a tool of the whole house, declared at its root
import { defineConfig } from 'vite'
import { precompress } from './precompress-plugin.ts'
import { words } from './words-plugin.ts'

export default defineConfig({
  root: import.meta.dirname,
  base: '/assets/',
  publicDir: false,
  plugins: [words(), precompress()],
  resolve: { conditions: ['source', 'module', 'browser', 'import', 'default'] },
  // The same whatever NODE_ENV says while it is built.
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
  build: {
    target: 'es2022',
    // Beside what the compiler writes to `dist`; only this folder is emptied.
    outDir: 'dist/assets',
    emptyOutDir: true,
    assetsDir: '',
    manifest: 'manifest.json',
    // Fonts and pictures keep addresses of their own, so that the strict content policy needs no `data:`.
    assetsInlineLimit: 0,
    modulePreload: false,
    rolldownOptions: { input: { browser: 'src/browser.ts', style: 'src/styles/all.css' } },
  },
})
