import { spawn } from 'node:child_process'

/** `npm run dev`: Vite with hot reload, and the server restarted on every change. Either one ending ends both. */

const VITE_ORIGIN = 'http://127.0.0.1:5173'

const children = [
  spawn(process.execPath, ['--watch', 'server/main.ts'], {
    stdio: 'inherit',
    env: { ...process.env, ALLOWED_ORIGINS: VITE_ORIGIN },
  }),
  spawn('vite', [], { stdio: 'inherit', shell: process.platform === 'win32' }),
]
const stop = (): void => {
  for (const child of children) child.kill('SIGTERM')
}
for (const child of children) child.once('exit', stop)
process.once('SIGINT', stop)
process.once('SIGTERM', stop)
