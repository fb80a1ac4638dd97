import { spawn } from 'node:child_process'

/** `npm run dev`: Vite with hot reload, and the server restarted on every change. Either one ending ends both. */

const children = [
  // The settings file lets the pages of Vite's server use the API.
  spawn(process.execPath, ['--watch', '--env-file=server/scripts/dev.env', 'server/main.ts'], {
    stdio: 'inherit',
  }),
  spawn('vite', [], { stdio: 'inherit', shell: process.platform === 'win32' }),
]
const stop = (): void => {
  for (const child of children) child.kill('SIGTERM')
}
for (const child of children) child.once('exit', stop)
process.once('SIGINT', stop)
process.once('SIGTERM', stop)
