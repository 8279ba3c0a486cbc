#!/usr/bin/env node
// The command `embedded-mongo`; what it does is in src/cli.ts, and has to be built.
await import('../dist/cli.js')
