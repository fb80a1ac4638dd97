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

/** Stars over a ridge, the Milky Way aslant, a lit tent at times. */
export const night: Scene = (w, h, palette, chance) => {
  const unit = Math.min(w, h)
  const defs =
    linear('sky', palette.sky) +
    radial('band', [`${palette.light}/0.55`, `${palette.accent}/0.22`, `${palette.accent}/0`]) +
    radial('lamp', ['#ffd79a/0.95', '#ff9d4d/0.3', '#ff9d4d/0'])
  let body = `<rect width="${w}" height="${h}" fill="url(#sky)"/>`
  const tilt = chance.between(-58, -30)
  let clouds = ''
  for (let cloud = 0; cloud < 26; cloud += 1) {
    const along = (cloud / 25 - 0.5) * 1.8 * Math.max(w, h)
    clouds += `<ellipse cx="${along}" cy="${chance.between(-0.05, 0.05) * unit}" rx="${unit * chance.between(0.1, 0.24)}" ry="${unit * chance.between(0.04, 0.12)}" fill="url(#band)" opacity="${chance.between(0.16, 0.42)}"/>`
  }
  body += `<g transform="translate(${w * 0.55} ${h * 0.36}) rotate(${tilt})">${clouds}</g>`
  for (let star = 0; star < 900; star += 1) {
    const size = unit * 0.0007 * (0.5 + chance.next() ** 6 * 4)
    body += `<circle cx="${Math.round(chance.next() * w)}" cy="${Math.round(chance.next() * h * 0.9)}" r="${size.toFixed(2)}" fill="#fff" opacity="${chance.between(0.25, 1).toFixed(2)}"/>`
  }
  for (let layer = 0; layer < 3; layer += 1) {
    const noise = createNoise(chance, (w / h) * (1.4 + layer), 6)
    const points = sample(
      w,
      220,
      (at) => h * (0.72 + layer * 0.09) - Math.abs(noise(at)) * h * (0.2 - layer * 0.05),
    )
    body += `<path d="${below(points, w, h)}" fill="${mix(palette.near[0], palette.near[1], layer / 2)}"/>`
  }
  const tentX = w * chance.between(0.25, 0.75)
  const tentY = h * 0.93
  const tent = unit * 0.045
  body += `<circle cx="${tentX}" cy="${tentY}" r="${tent * 4}" fill="url(#lamp)" opacity=".55"/>
    <path d="M${tentX - tent} ${tentY}L${tentX} ${tentY - tent * 1.1}L${tentX + tent} ${tentY}Z" fill="#ffc57a"/>
    <path d="M${tentX - tent * 0.2} ${tentY}L${tentX} ${tentY - tent * 1.1}L${tentX + tent * 0.28} ${tentY}Z" fill="#a8562a"/>`
  return svg(w, h, defs, body)
}

/** Curtains of light above a lake. */
export const aurora: Scene = (w, h, palette, chance) => {
  const unit = Math.min(w, h)
  let defs = linear('sky', palette.sky) + softness('veil', unit / 55)
  let body = `<rect width="${w}" height="${h}" fill="url(#sky)"/>`
  for (let star = 0; star < 260; star += 1) {
    body += `<circle cx="${Math.round(chance.next() * w)}" cy="${Math.round(chance.next() * h * 0.6)}" r="${(unit * 0.0006 * (1 + chance.next() ** 5 * 3)).toFixed(2)}" fill="#fff" opacity="${chance.between(0.3, 0.9).toFixed(2)}"/>`
  }
  const shore = h * 0.68
  let curtains = ''
  for (let curtain = 0; curtain < 3; curtain += 1) {
    const wave = createNoise(chance, 2, 3)
    const fold = createNoise(chance, 9, 2)
    const colour = curtain === 1 ? palette.accent : palette.light
    defs += linear(`c${curtain}`, [`${palette.accent}/0`, `${colour}/0.22`, `${colour}/0.85`, `${colour}/0`])
    const steps = 80
    for (let step = 0; step < steps; step += 1) {
      const at = step / steps
      const foot = h * (0.5 - curtain * 0.09) + wave(at) * h * 0.14
      const tall = h * (0.3 + 0.13 * fold(at))
      curtains += `<rect x="${(at * w).toFixed(1)}" y="${(foot - tall).toFixed(1)}" width="${(w / steps) * 1.7}" height="${tall.toFixed(1)}" fill="url(#c${curtain})" opacity="${(0.3 + 0.3 * Math.abs(fold(at + 0.01))).toFixed(2)}"/>`
    }
  }
  const hills = sample(
    w,
    160,
    (() => {
      const noise = createNoise(chance, (w / h) * 2, 5)
      return (at: number) => shore - Math.abs(noise(at)) * h * 0.12
    })(),
  )
  const shoreline = `<path d="${line(hills)}L${w} ${shore}L0 ${shore}Z" fill="${palette.near[1]}"/>`
  defs += linear('lake', [`${palette.sky[2]}/0.15`, `${palette.near[1]}/0.8`])
  body += `<g filter="url(#veil)">${curtains}</g>${shoreline}<svg y="${shore}" width="${w}" height="${h - shore}" viewBox="0 ${shore} ${w} ${h - shore}"><rect y="${shore}" width="${w}" height="${h}" fill="${palette.sky[1]}"/><g transform="translate(0 ${shore * 2}) scale(1 -1)" opacity=".3">${curtains}${shoreline}</g></svg>
    <rect y="${shore}" width="${w}" height="${h - shore}" fill="url(#lake)"/>`
  return svg(w, h, defs, body)
}

/** A low sun on water, its glitter drawn stroke by stroke. */
export const sea: Scene = (w, h, palette, chance) => {
  const horizon = h * chance.between(0.46, 0.6)
  const unit = Math.min(w, h)
  const sunX = w * chance.between(0.3, 0.7)
  const sunR = unit * chance.between(0.06, 0.1)
  const sunY = horizon - sunR * chance.between(0.4, 2.4)
  const defs =
    linear('sky', palette.sky) +
    linear('water', [mix(palette.sky[2], palette.near[0], 0.55), palette.near[0], palette.near[1]]) +
    radial('glow', [`${palette.light}/0.9`, `${palette.light}/0.2`, `${palette.light}/0`]) +
    radial('cloud', [`${palette.light}/0.75`, `${palette.light}/0.3`, `${palette.light}/0`])
  let body = `<rect width="${w}" height="${h}" fill="url(#sky)"/>
    <circle cx="${sunX}" cy="${sunY}" r="${sunR * 6}" fill="url(#glow)" opacity=".8"/>`
  let clouds = ''
  for (let cloud = 0; cloud < 9; cloud += 1) {
    const y = horizon * chance.between(0.15, 0.9)
    clouds += `<ellipse cx="${w * chance.next()}" cy="${y}" rx="${w * chance.between(0.1, 0.32)}" ry="${unit * chance.between(0.008, 0.026)}" fill="url(#cloud)" opacity="${chance.between(0.3, 0.9).toFixed(2)}"/>`
  }
  body += `${clouds}<circle cx="${sunX}" cy="${sunY}" r="${sunR}" fill="${palette.light}"/>
    <rect y="${horizon}" width="${w}" height="${h - horizon}" fill="url(#water)"/>`
  for (let stroke = 0; stroke < 420; stroke += 1) {
    const depth = chance.next() ** 1.5
    const y = horizon + depth * (h - horizon)
    const bright = chance.next() < 0.5
    const spread = bright ? sunR * (0.5 + depth * 3.2) : w
    const x = bright ? sunX + (chance.next() + chance.next() - 1) * spread : chance.next() * w
    const long = unit * (0.008 + depth * 0.08) * chance.between(0.5, 1.4)
    body += `<rect x="${(x - long / 2).toFixed(1)}" y="${y.toFixed(1)}" width="${long.toFixed(1)}" height="${(unit * (0.0012 + depth * 0.0035)).toFixed(2)}" rx="2" fill="${bright ? palette.light : palette.near[1]}" opacity="${(bright ? 0.3 + 0.5 * (1 - depth) : 0.22).toFixed(2)}"/>`
  }
  return svg(w, h, defs, body)
}

/** Towers in three depths with some windows lit. */
export const skyline: Scene = (w, h, palette, chance) => {
  let defs = linear('sky', palette.sky) + radial('glow', [`${palette.light}/0.85`, `${palette.light}/0`])
  const glowX = w * chance.between(0.25, 0.75)
  let body = `<rect width="${w}" height="${h}" fill="url(#sky)"/><circle cx="${glowX}" cy="${h * 0.72}" r="${Math.max(w, h) * 0.5}" fill="url(#glow)" opacity=".7"/>`
  for (let row = 0; row < 4; row += 1) {
    const depth = row / 3
    const colour = mix(palette.near[0], palette.near[1], depth)
    defs += linear(`t${row}`, [colour, mix(colour, palette.sky[2], 0.45 * (1 - depth))])
    const base = h * (0.9 + depth * 0.1)
    for (let x = -w * 0.02; x < w; ) {
      const wide = Math.min(w, h) * chance.between(0.045, 0.11) * (0.7 + depth * 0.6)
      const middle = 1 - Math.abs(x / w - 0.5) * 1.1
      const tall = h * (0.14 + (0.5 - depth * 0.2) * chance.next() ** 1.5 * middle + 0.1 * middle)
      body += `<rect x="${x.toFixed(1)}" y="${(base - tall).toFixed(1)}" width="${wide.toFixed(1)}" height="${(tall + h).toFixed(1)}" fill="url(#t${row})"/>`
      if (chance.next() < 0.25) {
        body += `<rect x="${(x + wide / 2).toFixed(1)}" y="${(base - tall - h * 0.06).toFixed(1)}" width="${(wide * 0.05).toFixed(1)}" height="${(h * 0.06).toFixed(1)}" fill="${colour}"/>`
      }
      if (row >= 2) body += windows(x, base - tall, wide, tall)
      x += wide * chance.between(0.85, 1.25)
    }
  }
  function windows(x: number, y: number, wide: number, tall: number): string {
    const columns = Math.max(3, Math.round(wide / (Math.min(w, h) * 0.013)))
    const cell = wide / (columns + 1)
    let lit = ''
    for (let top = y + cell; top < Math.min(h, y + tall); top += cell * 1.5) {
      for (let column = 0; column < columns; column += 1) {
        if (chance.next() < 0.7) continue
        lit += `M${(x + cell * (column + 0.75)).toFixed(1)} ${top.toFixed(1)}h${(cell * 0.5).toFixed(1)}v${(cell * 0.75).toFixed(1)}h-${(cell * 0.5).toFixed(1)}z`
      }
    }
    return `<path d="${lit}" fill="${chance.next() < 0.5 ? palette.light : palette.accent}" opacity=".8"/>`
  }
  return svg(w, h, defs, body)
}
