// Hearth's own tests on another database server: `TEST_MONGODB_URI=mongodb://... npm run test:uri`. Other words go on to vitest.
import { spawnSync } from 'node:child_process'

if (!process.env.TEST_MONGODB_URI) {
  process.stderr.write('TEST_MONGODB_URI must name a replica set whose databases hearth-test-* may be made and dropped.\n')
  process.exit(1)
}
const args = ['vitest', 'run', '--project', 'hearth', ...process.argv.slice(2)]
process.exit(spawnSync('npx', args, { stdio: 'inherit', env: { ...process.env, NODE_ENV: 'test' } }).status ?? 1)
