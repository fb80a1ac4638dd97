import * as z from 'zod'
import { LINK_HEADER } from '#contract/guest.ts'
import type { RunningDesk } from './start-desk.ts'

const Left = z.object({
  state: z.string(),
  filesLeft: z.number().optional(),
  bytesLeft: z.number().optional(),
})
const Answer = z.object({
  upload: z.object({
    state: z.string(),
    uploadUrl: z.string().optional(),
    reason: z.string().optional(),
    sizeBytes: z.number().optional(),
  }),
  link: Left,
})
const Made = z.object({ link: z.object({ id: z.string() }), url: z.string() })
const Listed = z.object({
  links: z.array(
    z.object({
      id: z.string(),
      state: z.string(),
      used: z.object({ arrived: z.number(), waiting: z.number(), sizeBytes: z.number() }),
    }),
  ),
})

/** Asks `desk` as its own page and as a guest does; a file is said to have `usualBytes` unless a test says otherwise. */
export function createLinkMaker(desk: RunningDesk, usualBytes: number) {
  async function ask(method: string, path: string, body?: object, headers: Record<string, string> = {}) {
    const answer = await fetch(`${desk.base}${path}`, {
      method,
      headers: { ...desk.headers, ...headers, ...(body && { 'Content-Type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    return {
      status: answer.status,
      headers: answer.headers,
      text,
      body: text === '' ? null : JSON.parse(text),
    }
  }

  let labels = 0
  async function makeLink(limits: object = {}) {
    labels += 1
    const { status, body } = await ask('POST', '/api/upload-links', {
      label: `Link ${labels}`,
      expiresInDays: 7,
      filesLimit: 10,
      totalBytesLimit: 1_000_000,
      fileBytesLimit: 1_000_000,
      folder: 'from/guests',
      ...limits,
    })
    if (status !== 201) throw new Error(`The link was not made: ${status}`)
    const { link, url } = Made.parse(body)
    const token = new URL(url).pathname.split('/').at(-1) ?? ''
    const guest = (method: string, path: string, sent?: object) =>
      ask(method, `/api/guest${path}`, sent, { [LINK_HEADER]: token })
    return {
      id: link.id,
      label: `Link ${labels}`,
      token,
      guest,
      async hand(key: string, sizeBytes = usualBytes, name = 'a.png') {
        const { status, body } = await guest('POST', '/uploads', { key, name, sizeBytes })
        return { status, ...(status === 201 ? Answer.parse(body) : { upload: null, link: null }), body }
      },
      async told(key: string) {
        return Answer.parse((await guest('POST', `/uploads/${key}/arrived`)).body)
      },
      async listed() {
        const { links } = Listed.parse((await ask('GET', '/api/upload-links')).body)
        return links.find((listed) => listed.id === link.id)
      },
    }
  }

  return { ask, makeLink }
}
