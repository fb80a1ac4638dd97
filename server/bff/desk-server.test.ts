import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningDesk, startDesk } from './testing/start-desk.ts'

const slowClients = process.env['DEEP'] === '1' ? 1_000 : 200
let desk: RunningDesk
let port = 0

beforeAll(async () => {
  desk = await startDesk((_req, res) => void res.end('{}'), {
    headersTimeoutMs: 600,
    requestTimeoutMs: 900,
    checkIntervalMs: 100,
    maxConnectionsOfOne: slowClients + 20,
  })
  port = Number(new URL(desk.base).port)
})
afterAll(() => desk.close())

function open(): Socket {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  socket.resume()
  return socket
}

test('T16: clients that send a byte at a time are cut off, and nobody else waits for them', async () => {
  const sockets = Array.from({ length: slowClients }, open)
  const gone = Promise.all(sockets.map((socket) => once(socket, 'close')))
  const head = `POST /api/images HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX-Slow: `
  let at = 0
  const drip = setInterval(() => {
    for (const socket of sockets) if (!socket.destroyed) socket.write(head[at] ?? 'x')
    at += 1
  }, 50)
  const waits: number[] = []
  let isOver = false
  const over = gone.then(() => {
    isOver = true
  })
  while (!isOver && waits.length < 400) {
    const start = performance.now()
    expect((await fetch(`${desk.base}/healthz`)).status).toBe(200)
    waits.push(performance.now() - start)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  await over
  clearInterval(drip)
  waits.sort((a, b) => a - b)
  expect(waits.length).toBeGreaterThan(5)
  expect(waits[Math.floor(waits.length * 0.95)]).toBeLessThan(250)
}, 20_000)

test('one address holds no more connections than its share', async () => {
  const small = await startDesk((_req, res) => void res.end('{}'), { maxConnectionsOfOne: 20 })
  const open = () => {
    const socket = connect(Number(new URL(small.base).port), '127.0.0.1')
    socket.on('error', () => {})
    socket.resume()
    return socket
  }
  const within = Array.from({ length: 20 }, open)
  await Promise.all(within.map((socket) => once(socket, 'connect')))
  const beyond = Array.from({ length: 15 }, open)
  await Promise.all(beyond.map((socket) => once(socket, 'close')))
  expect(within.every((socket) => !socket.destroyed)).toBe(true)
  within[0]?.destroy()
  // Its place is free again.
  await expect
    .poll(() =>
      fetch(`${small.base}/healthz`).then(
        ({ status }) => status,
        () => 'closed',
      ),
    )
    .toBe(200)
  for (const socket of within) socket.destroy()
  await small.close()
}, 10_000)
