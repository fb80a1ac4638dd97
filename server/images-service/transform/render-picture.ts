import sharp, { type Sharp } from 'sharp'
import { encodePicture } from './encode-picture.ts'
import { type Layout, layOut, type Size } from './geometry.ts'
import { type RenderPlan, workedSize } from './render-plan.ts'
import { SOURCE_LIMITS } from './source-limits.ts'

/** Above this the blur works on a smaller picture: nobody can tell, and it takes a fraction of the time. */
const FULL_SIZE_BLUR_SIGMA = 8
const CENTRE = { x: 0.5, y: 0.5 }

/**
 * Renders a picture: orientation, trim, flip, rotation, resize, effects, encoding, in the documented order.
 * Throws what the decoder throws.
 */
export async function renderPicture(
  bytes: Buffer,
  asked: RenderPlan,
): Promise<{ data: Buffer; format: string }> {
  const plan = { ...asked, background: isColour(asked.background) ? asked.background : null }
  let input = sharp(bytes, {
    failOn: 'truncated',
    limitInputPixels: SOURCE_LIMITS.areaPx,
    sequentialRead: true,
    animated: plan.animated,
  })
  const metadata = await input.metadata()
  let source: Size = workedSize(plan)
  if (plan.trim === 'border') {
    const trimmed = await trimBorder(input, plan)
    input = trimmed.picture
    source = turn(trimmed, plan.rotate)
  } else if (!plan.animated) {
    input = input.autoOrient()
  }
  if (plan.trim !== null && plan.trim !== 'border') input = input.extract(plan.trim)

  const layout = layOut(source, { ...plan, focus: typeof plan.gravity === 'string' ? CENTRE : plan.gravity })
  if (plan.flip !== '' || plan.rotate !== 0) {
    input = await turnPicture(input, layout.scaled, plan)
    source = layout.scaled
  }
  const transparent = metadata.hasAlpha === true
  return encodePicture(await applyEffects(placePicture(input, source, layout, plan), layout, plan), {
    plan,
    metadata,
    area: layout.canvas.width * layout.canvas.height,
    transparent: transparent && plan.background === null,
  })
}

/** Names of colours are known to the library only. */
function isColour(value: string | null): boolean {
  if (value === null) return false
  try {
    sharp({ create: { width: 1, height: 1, channels: 4, background: value } })
    return true
  } catch {
    return false
  }
}

function placePicture(input: Sharp, source: Size, layout: Layout, plan: RenderPlan): Sharp {
  const { canvas, scaled, crop, at } = layout
  const cuts = crop.width < scaled.width || crop.height < scaled.height
  let picture = input
  if (cuts && typeof plan.gravity === 'string') {
    picture = picture.resize(crop.width, crop.height, { fit: 'cover', position: plan.gravity })
  } else {
    if (scaled.width !== source.width || scaled.height !== source.height) {
      picture = picture.resize(scaled.width, scaled.height, { fit: 'fill' })
    }
    if (cuts) picture = picture.extract(crop)
  }
  if (plan.background !== null) picture = picture.flatten({ background: plan.background })
  if (crop.width < canvas.width || crop.height < canvas.height) {
    picture = picture.extend({
      left: at.left,
      top: at.top,
      right: canvas.width - crop.width - at.left,
      bottom: canvas.height - crop.height - at.top,
      background: plan.background ?? 'white',
    })
  }
  return picture
}

async function applyEffects(placed: Sharp, layout: Layout, plan: RenderPlan): Promise<Sharp> {
  let picture = placed
  const sigma = plan.blur / 2
  const frames = plan.animated ? plan.source.frames : 1
  if (plan.gamma !== 1 && frames === 1) picture = await bendTones(picture, plan.gamma)
  if (sigma > FULL_SIZE_BLUR_SIGMA && frames === 1) {
    picture = await blurWidely(picture, layout.canvas, sigma)
  } else if (sigma > 0) {
    picture = picture.blur(Math.max(0.3, sigma))
  }
  if (plan.sharpen > 0) picture = picture.sharpen({ sigma: 1, m1: plan.sharpen / 2, m2: plan.sharpen })
  if (plan.brightness !== 1 || plan.contrast !== 1) {
    picture = picture.linear(plan.brightness * plan.contrast, 128 * (1 - plan.contrast))
  }
  if (plan.saturation !== 1) picture = picture.modulate({ saturation: plan.saturation })
  return picture
}

/** `gamma` above 1 lightens: out = in ^ (1 / gamma). */
async function bendTones(picture: Sharp, gamma: number): Promise<Sharp> {
  const { data, info } = await picture.toColourspace('srgb').raw().toBuffer({ resolveWithObject: true })
  const table = Uint8Array.from({ length: 256 }, (_, value) => Math.round(255 * (value / 255) ** (1 / gamma)))
  const hasAlpha = info.channels % 2 === 0
  for (let at = 0; at < data.length; at += 1) {
    if (hasAlpha && (at + 1) % info.channels === 0) continue
    data[at] = table[data[at] ?? 0] ?? 0
  }
  return sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } })
}

async function blurWidely(picture: Sharp, canvas: Size, sigma: number): Promise<Sharp> {
  const factor = sigma / (FULL_SIZE_BLUR_SIGMA / 2)
  const whole = await picture.toColourspace('srgb').raw().toBuffer({ resolveWithObject: true })
  const small = await sharp(whole.data, { raw: whole.info })
    .resize(Math.max(1, Math.round(canvas.width / factor)), Math.max(1, Math.round(canvas.height / factor)), {
      fit: 'fill',
    })
    .raw()
    .toBuffer({ resolveWithObject: true })
  const soft = await sharp(small.data, { raw: small.info })
    .blur(FULL_SIZE_BLUR_SIGMA / 2)
    .raw()
    .toBuffer({ resolveWithObject: true })
  return sharp(soft.data, { raw: soft.info }).resize(canvas.width, canvas.height, {
    fit: 'fill',
    kernel: 'cubic',
  })
}

async function trimBorder(input: Sharp, plan: RenderPlan) {
  const upright = input.autoOrient()
  const { data, info } = await upright.raw().toBuffer({ resolveWithObject: true })
  const raw = { width: info.width, height: info.height, channels: info.channels }
  try {
    const trimmed = await sharp(data, { raw })
      .trim({ threshold: 16 })
      .raw()
      .toBuffer({ resolveWithObject: true })
    const { width, height, channels } = trimmed.info
    return { picture: sharp(trimmed.data, { raw: { width, height, channels } }), width, height }
  } catch {
    // A picture of one colour is all border: it stays as it is.
    return { picture: sharp(data, { raw }), width: plan.source.width, height: plan.source.height }
  }
}

/**
 * Flips and rotates what is scaled already: that is smaller, and the library's own order (cut, resize, flip) would
 * put the cut in the wrong place.
 */
async function turnPicture(picture: Sharp, scaled: Size, plan: RenderPlan): Promise<Sharp> {
  const { width, height } = turn(scaled, plan.rotate)
  const upright = await picture
    .resize(width, height, { fit: 'fill' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  let turned = sharp(upright.data, { raw: upright.info })
  if (plan.flip.includes('v')) turned = turned.flip()
  if (plan.flip.includes('h')) turned = turned.flop()
  if (plan.rotate !== 0) turned = turned.rotate(plan.rotate)
  const { data, info } = await turned.raw().toBuffer({ resolveWithObject: true })
  return sharp(data, { raw: info })
}

function turn(size: Size, degrees: number): Size {
  return degrees % 180 === 0
    ? { width: size.width, height: size.height }
    : { width: size.height, height: size.width }
}
