// The door of the demo: an invented community to look around in, brought in once.

export { type DemoDeps, loadDemo } from './load-demo.ts'
export { demoPassword, demoSignIns } from './sign-ins.ts'
export { demoMarker } from './store.ts'
