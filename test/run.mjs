// Chooses the test projects by what this machine has: those that need Chromium, Redis, strace or separate namespaces run where these are found, are named where
// they are not, and fail without them under CI=true. Other words go on to vitest: `npm test -- test/live`.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const found = names =>
  names.some(name =>
    (name.startsWith('/') ? [name] : (process.env.PATH ?? '').split(delimiter).map(folder => join(folder, name))).some(existsSync),
  )
const parts = [
  {
    project: 'browser',
    needs: 'Chromium',
    present: found([process.env.CHROMIUM ?? '/usr/bin/chromium', 'chromium', 'chromium-browser', 'google-chrome']),
  },
  { project: 'strace', needs: 'strace', present: found(['strace']) },
  { project: 'containers', needs: 'the right to make namespaces (unshare)', present: mayUnshare() },
  { project: 'redis', needs: 'redis-server', present: found(['redis-server']) },
]
/** As the test does it: Linux alone has this, and only for root or where it is allowed to others. */
function mayUnshare() {
  const flags = ['--pid', '--net', '--fork', '--kill-child', '--mount-proc']
  return spawnSync('unshare', [...flags, 'true'], { stdio: 'ignore' }).status === 0
}

const absent = parts.filter(part => !part.present)
for (const part of absent) console.log(`Not run: the ${part.project} tests, since ${part.needs} is not on this machine.`)
if (absent.length > 0 && process.env.CI === 'true') process.exit(1)

const projects = ['embedded-mongo', 'hearth', ...parts.filter(part => part.present).map(part => part.project)]
const args = ['vitest', 'run', ...projects.flatMap(name => ['--project', name]), ...process.argv.slice(2)]
process.exit(spawnSync('npx', args, { stdio: 'inherit', env: { ...process.env, NODE_ENV: 'test' } }).status ?? 1)
