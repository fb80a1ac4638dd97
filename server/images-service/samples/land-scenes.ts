import {
  below,
  createNoise,
  line,
  linear,
  mix,
  radial,
  type Scene,
  sample,
  softness,
  svg,
} from './drawing.ts'

/** Mountain ridges one behind the other, each further one paler in the haze, a low sun above. */
export const ridges: Scene = (w, h, palette, chance) => {
  const layers = chance.whole(6, 8)
  const sunX = w * chance.between(0.2, 0.8)
  const sunY = h * chance.between(0.2, 0.38)
  const sunR = Math.min(w, h) * chance.between(0.05, 0.09)
  let defs =
    linear('sky', palette.sky) +
    radial('glow', [`${palette.light}/0.95`, `${palette.light}/0.25`, `${palette.light}/0`])
  let body = `<rect width="${w}" height="${h}" fill="url(#sky)"/>
    <circle cx="${sunX}" cy="${sunY}" r="${sunR * 6}" fill="url(#glow)" opacity=".75"/>
    <circle cx="${sunX}" cy="${sunY}" r="${sunR}" fill="${palette.light}"/>`
  for (let layer = 0; layer < layers; layer += 1) {
    const depth = layer / (layers - 1)
    const noise = createNoise(chance, (w / h) * (1.6 + depth * 1.4), 6)
    const base = h * (0.42 + depth * 0.46)
    const rise = h * (0.17 - depth * 0.05)
    const points = sample(
      w,
      240,
      (at) => base - Math.abs(noise(at)) * rise * 1.5 - noise(at * 0.5) * rise * 0.4,
    )
    const colour = mix(palette.near[0], palette.near[1], depth ** 1.15)
    const foot = mix(colour, palette.sky[2], 0.55 * (1 - depth))
    defs += linear(`r${layer}`, [colour, mix(colour, foot, 0.6), foot])
    body += `<path d="${below(points, w, h)}" fill="url(#r${layer})"/>`
  }
  return svg(w, h, defs, body)
}

/** Sand with one lit and one shaded side to each crest. */
export const dunes: Scene = (w, h, palette, chance) => {
  let defs = linear('sky', palette.sky) + radial('glow', [`${palette.light}/0.9`, `${palette.light}/0`])
  const sunX = w * chance.between(0.15, 0.85)
  let body = `<rect width="${w}" height="${h}" fill="url(#sky)"/>
    <circle cx="${sunX}" cy="${h * 0.3}" r="${h * 0.5}" fill="url(#glow)" opacity=".6"/>`
  const crests = 5
  for (let crest = 0; crest < crests; crest += 1) {
    const depth = crest / (crests - 1)
    const noise = createNoise(chance, 1.2 + depth * 0.5, 2)
    const base = h * (0.4 + depth * 0.4)
    const rise = h * (0.07 + depth * 0.12)
    const top = sample(w, 160, (at) => base - noise(at) * rise)
    const colour = mix(palette.near[0], palette.accent, depth * 0.85)
    defs += linear(`d${crest}`, [mix(colour, palette.light, 0.35), colour, mix(colour, palette.near[1], 0.3)])
    body += `<path d="${below(top, w, h)}" fill="url(#d${crest})"/>`
    // The shaded side hangs from the crest and runs out in an S.
    const wander = createNoise(chance, 2, 2)
    const shade = sample(w, 160, (at) => {
      const y = base - noise(at) * rise
      return y + h * (0.05 + depth * 0.1) * Math.max(0, 0.5 + wander(at) + Math.sin(at * 5 + crest * 2) * 0.6)
    })
    defs += linear(`s${crest}`, [`${palette.near[1]}/0.75`, `${palette.near[1]}/0.12`])
    body += `<path d="${line(top)}${line([...shade].reverse()).replace('M', 'L')}Z" fill="url(#s${crest})"/>`
  }
  const ripples = createNoise(chance, 3, 2)
  for (let ripple = 0; ripple < 26; ripple += 1) {
    const y0 = h * (0.84 + ripple * 0.0075)
    const points = sample(w, 60, (at) => y0 + ripples(at) * h * 0.03 + Math.sin(at * 30 + ripple) * h * 0.002)
    body += `<path d="${line(points)}" fill="none" stroke="${palette.near[1]}" stroke-width="${h / 700}" opacity=".16"/>`
  }
  return svg(w, h, defs, body)
}

/** Trunks and firs fading into fog. */
export const forest: Scene = (w, h, palette, chance) => {
  let defs = linear('sky', palette.sky)
  let body = `<rect width="${w}" height="${h}" fill="url(#sky)"/>`
  const rows = 5
  for (let row = 0; row < rows; row += 1) {
    const depth = row / (rows - 1)
    const colour = mix(palette.near[0], palette.near[1], depth)
    const noise = createNoise(chance, 2.5, 3)
    const ground = (at: number) => h * (0.52 + depth * 0.4) - noise(at) * h * 0.09
    const size = h * (0.13 + depth * 0.3)
    let trees = ''
    for (let x = -size * 0.2; x < w + size * 0.2; x += size * chance.between(0.1, 0.3)) {
      const tall = size * chance.between(0.55, 1.1)
      trees += fir(
        x,
        ground(Math.min(1, Math.max(0, x / w))) + size * 0.1,
        tall,
        tall * chance.between(0.15, 0.21),
      )
    }
    body += `<path d="${trees}" fill="${colour}"/><path d="${below(sample(w, 80, ground), w, h)}" fill="${colour}"/>`
    if (depth < 1) {
      const fog = mix(palette.sky[2], palette.near[0], 0.2)
      defs += linear(`f${row}`, [`${fog}/0`, `${fog}/0.72`, `${fog}/0.55`])
      body += `<rect y="${h * (0.3 + depth * 0.34)}" width="${w}" height="${h}" fill="url(#f${row})"/>`
    }
  }
  return svg(w, h, defs, body)
}

function fir(x: number, foot: number, tall: number, half: number): string {
  const points: [number, number][] = [[x, foot - tall]]
  const tiers = 7
  for (let tier = 1; tier <= tiers; tier += 1) {
    const y = foot - tall + (tall * tier) / tiers
    points.push([x + half * (tier / tiers), y], [x + half * (tier / tiers) * 0.55, y - tall * 0.03])
  }
  const left = points
    .slice(1)
    .reverse()
    .map(([px, py]): [number, number] => [2 * x - px, py])
  return `${line([...points, ...left])}Z`
}

/** Fields from above: strips of crop in parcels, a road, a river. */
export const fields: Scene = (w, h, palette, chance) => {
  const colours: [string, ...string[]] = [
    palette.near[0],
    palette.accent,
    palette.sky[1],
    palette.sky[2],
    mix(palette.accent, palette.near[1], 0.45),
    mix(palette.near[0], palette.sky[0], 0.5),
  ]
  const defs = softness('soft', Math.min(w, h) / 250)
  let body = `<rect width="${w}" height="${h}" fill="${palette.near[1]}"/>`
  const size = Math.max(w, h) * 1.5
  const split = (x: number, y: number, pw: number, ph: number, depth: number): void => {
    if (depth === 0 || (depth < 3 && chance.next() < 0.25)) {
      body += parcel(x, y, pw, ph)
    } else if (pw > ph) {
      const cut = pw * chance.between(0.3, 0.7)
      split(x, y, cut, ph, depth - 1)
      split(x + cut, y, pw - cut, ph, depth - 1)
    } else {
      const cut = ph * chance.between(0.3, 0.7)
      split(x, y, pw, cut, depth - 1)
      split(x, y + cut, pw, ph - cut, depth - 1)
    }
  }
  const parcel = (x: number, y: number, pw: number, ph: number) => {
    const colour = chance.pick(colours)
    const gap = size * 0.0022
    const [left, top, wide, tall] = [x + gap, y + gap, pw - gap * 2, ph - gap * 2]
    const pitch = size * chance.between(0.005, 0.012)
    let furrows = ''
    if (chance.next() < 0.5)
      for (let at = pitch; at < tall; at += pitch) furrows += `M${left} ${top + at}h${wide}`
    else for (let at = pitch; at < wide; at += pitch) furrows += `M${left + at} ${top}v${tall}`
    return `<rect x="${left}" y="${top}" width="${wide}" height="${tall}" rx="${gap * 2}" fill="${colour}"/><path d="${furrows}" stroke="${mix(colour, palette.near[1], 0.26)}" stroke-width="${pitch * 0.4}"/>`
  }
  body += `<g transform="rotate(${chance.between(-24, 24)} ${w / 2} ${h / 2})">`
  split(w / 2 - size / 2, h / 2 - size / 2, size, size, 7)
  body += '</g>'
  const bend = createNoise(chance, 2.4, 2)
  const middle = h * chance.between(0.35, 0.65)
  const river = line(sample(w, 80, (at) => middle + bend(at) * h * 0.3))
  const breadth = Math.min(w, h) * 0.045
  body += `<path d="${river}" fill="none" stroke="${palette.near[1]}" stroke-width="${breadth * 1.5}" opacity=".55" filter="url(#soft)"/>
    <path d="${river}" fill="none" stroke="${palette.light}" stroke-width="${breadth}" stroke-linecap="round"/>
    <path d="${river}" fill="none" stroke="${mix(palette.light, palette.sky[0], 0.4)}" stroke-width="${breadth * 0.5}" opacity=".5"/>`
  return svg(w, h, defs, body)
}
