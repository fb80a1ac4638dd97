import { crc32, deflateSync, gzipSync } from 'node:zlib'
import sharp from 'sharp'

const picture = () => sharp({ create: { width: 60, height: 40, channels: 3, background: '#5a7' } })

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** A PNG whose header claims any size. */
export function pngClaiming(width: number, height: number, scanlines = Buffer.alloc(100)): Buffer {
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0])
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(scanlines)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

export function gifClaiming(width: number, height: number, frames: number): Buffer {
  const head = Buffer.from('GIF89a\0\0\0\0\x80\0\0\0\0\0\xff\xff\xff', 'latin1')
  head.writeUInt16LE(width, 6)
  head.writeUInt16LE(height, 8)
  const frame = Buffer.from([0x2c, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 0x4c, 0x01, 0])
  frame.writeUInt16LE(width, 5)
  frame.writeUInt16LE(height, 7)
  return Buffer.concat([head, ...Array.from({ length: frames }, () => frame), Buffer.from([0x3b])])
}

export async function jpegClaiming(width: number, height: number): Promise<Buffer> {
  const bytes = await picture().jpeg().toBuffer()
  const frame = bytes.indexOf(Buffer.from([0xff, 0xc0]))
  bytes.writeUInt16BE(height, frame + 5)
  bytes.writeUInt16BE(width, frame + 7)
  return bytes
}

export const svg = (inside: string, head = '') =>
  `${head}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="90" height="60">${inside}</svg>`

/** `levels` groups of `copies` uses each: copies ^ levels rectangles. */
export function nestedUse(levels: number, copies: number, reference = 'xlink:href'): string {
  let inside = '<g id="l0"><rect width="1" height="1"/></g>'
  for (let level = 1; level <= levels; level += 1) {
    inside += `<g id="l${level}">${`<use ${reference}="#l${level - 1}"/>`.repeat(copies)}</g>`
  }
  return svg(`<defs>${inside}</defs><use ${reference}="#l${levels}"/>`)
}

/** A WebP whose extended header claims any canvas up to 16,777,216 pixels a side. */
function webpClaiming(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(64)
  bytes.write('RIFF', 0, 'latin1')
  bytes.writeUInt32LE(56, 4)
  bytes.write('WEBPVP8X', 8, 'latin1')
  bytes.writeUInt32LE(10, 16)
  bytes.writeUIntLE(width - 1, 24, 3)
  bytes.writeUIntLE(height - 1, 27, 3)
  return bytes
}

async function avifClaiming(width: number, height: number): Promise<Buffer> {
  const bytes = await picture().avif().toBuffer()
  const box = bytes.indexOf('ispe', 0, 'latin1')
  bytes.writeUInt32BE(width, box + 8)
  bytes.writeUInt32BE(height, box + 12)
  return bytes
}

/** Entities that stand for ten of the one before. */
function entities(levels: number): string {
  let list = '<!ENTITY e0 "lol">'
  for (let level = 1; level <= levels; level++)
    list += `<!ENTITY e${level} "${`&e${level - 1};`.repeat(10)}">`
  return `<?xml version="1.0"?><!DOCTYPE svg [${list}]>`
}

/** Small files that ask for gigabytes, minutes or endless recursion, with what each is. */
export async function bombs(): Promise<Map<string, Buffer>> {
  const all = new Map<string, Buffer>()
  const add = (name: string, bytes: Buffer | string) => all.set(name, Buffer.from(bytes))
  for (const [width, height] of [
    [65_535, 65_535],
    [12_001, 10],
    [10, 12_001],
    [11_000, 11_000],
    [10_001, 10_000],
    [2_147_483_647, 2_147_483_647],
    [1, 2_147_483_647],
    [10_000, 10_000],
    [12_000, 8_333],
  ] as const) {
    add(`png ${width}x${height}`, pngClaiming(width, height))
  }
  for (const [width, height, frames] of [
    [65_535, 65_535, 1],
    [12_001, 10, 1],
    [11_000, 11_000, 1],
    [1000, 1000, 101],
    [100, 100, 20_000],
    [5000, 5000, 5],
    [12_000, 12_000, 2],
  ] as const) {
    add(`gif ${width}x${height} x ${frames}`, gifClaiming(width, height, frames))
  }
  for (const [width, height] of [
    [65_535, 65_535],
    [12_001, 10],
    [10, 12_001],
    [11_000, 11_000],
    [65_500, 1],
  ] as const) {
    add(`jpeg ${width}x${height}`, await jpegClaiming(width, height))
  }
  for (const [width, height] of [
    [16_777_216, 16_777_216],
    [12_001, 10],
    [11_000, 11_000],
    [16_383, 16_383],
  ] as const) {
    add(`webp ${width}x${height}`, webpClaiming(width, height))
  }
  for (const [width, height] of [
    [65_535, 65_535],
    [12_001, 12_001],
    [4_294_967_295, 1],
  ] as const) {
    add(`avif ${width}x${height}`, await avifClaiming(width, height))
  }
  for (const levels of [3, 9, 100]) add(`svg entities ${levels}`, svg('<text>&e3;</text>', entities(levels)))
  for (const [levels, copies] of [
    [6, 10],
    [10, 10],
    [30, 2],
  ] as const) {
    add(`svg use ${levels}^${copies}`, nestedUse(levels, copies))
    add(`svg use href ${levels}^${copies}`, nestedUse(levels, copies, 'href'))
  }
  add('svg itself', svg('<g id="a"><use href="#a"/><use href="#a"/></g>'))
  add('svg deep', svg('<g>'.repeat(200_000)))
  add('svg unclosed', `<svg ${'a="'.repeat(1_000_000)}`)
  add('gzip of 50 MB', gzipSync(Buffer.alloc(50_000_000)))
  add('png of 50 MB too much', pngClaiming(10_000, 10_000, Buffer.alloc(50_000_000)))
  add('png of spaces', Buffer.concat([pngClaiming(8, 8).subarray(0, 20), Buffer.alloc(9_000_000)]))
  return all
}
