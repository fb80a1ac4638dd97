import { createNoise, line, linear, mix, type Scene, sample, svg } from './drawing.ts'

/** Quarter circles, dots and stripes on a grid, in the manner of a Bauhaus poster. */
export const bauhaus: Scene = (w, h, palette, chance) => {
  const colours: [string, ...string[]] = [
    palette.near[0],
    palette.near[1],
    palette.accent,
    palette.light,
    palette.sky[0],
  ]
  const columns = w >= h ? 6 : 4
  const cell = w / columns
  const ground = palette.sky[2]
  let body = `<rect width="${w}" height="${h}" fill="${ground}"/>`
  for (let row = 0; row * cell < h; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const [x, y] = [column * cell, row * cell]
      const colour = chance.pick(colours)
      const other = chance.pick(colours)
      const turn = chance.whole(0, 3) * 90
      const figure = chance.whole(0, 7)
      body += `<g transform="translate(${x} ${y}) rotate(${turn} ${cell / 2} ${cell / 2})">${tile(figure, cell, colour, other === colour ? ground : other, ground)}</g>`
    }
  }
  return svg(w, h, '', body)
}

function tile(figure: number, c: number, colour: string, other: string, ground: string): string {
  const whole = (fill: string) => `<rect width="${c + 0.5}" height="${c + 0.5}" fill="${fill}"/>`
  if (figure === 0) return `${whole(other)}<path d="M0 0H${c}A${c} ${c} 0 0 1 0 ${c}Z" fill="${colour}"/>`
  if (figure === 1)
    return `${whole(ground)}<circle cx="${c / 2}" cy="${c / 2}" r="${c / 2}" fill="${colour}"/>`
  if (figure === 2) {
    return `${whole(colour)}<circle cx="${c / 2}" cy="${c / 2}" r="${c * 0.36}" fill="${other}"/><circle cx="${c / 2}" cy="${c / 2}" r="${c * 0.14}" fill="${colour}"/>`
  }
  if (figure === 3) {
    const bars = [0, 1, 2, 3].map(
      (bar) => `<rect y="${(bar * c) / 4}" width="${c}" height="${c / 8}" fill="${colour}"/>`,
    )
    return whole(ground) + bars.join('')
  }
  if (figure === 4) return `${whole(other)}<path d="M0 0L${c} ${c}H0Z" fill="${colour}"/>`
  if (figure === 5) {
    return `${whole(colour)}<path d="M0 0H${c}A${c / 2} ${c / 2} 0 0 1 0 0Z" fill="${other}"/><path d="M0 ${c / 2}H${c}A${c / 2} ${c / 2} 0 0 1 0 ${c / 2}Z" fill="${other}"/>`
  }
  if (figure === 6)
    return `${whole(ground)}<path d="M0 0A${c} ${c} 0 0 1 ${c} ${c}A${c} ${c} 0 0 1 0 0Z" fill="${colour}"/>`
  return whole(colour)
}

/** Overprinted shapes with the grain of a risograph. */
export const riso: Scene = (w, h, palette, chance) => {
  const unit = Math.min(w, h)
  const inks: [string, ...string[]] = [palette.accent, palette.near[0], palette.light]
  let body = `<rect width="${w}" height="${h}" fill="${palette.sky[2]}"/>`
  const dot = unit / 90
  const defs = `<pattern id="dots" width="${dot}" height="${dot}" patternUnits="userSpaceOnUse" patternTransform="rotate(28)"><circle cx="${dot / 2}" cy="${dot / 2}" r="${dot * 0.28}" fill="${palette.near[1]}"/></pattern>`
  for (let shape = 0; shape < 5; shape += 1) {
    const ink = inks[shape % inks.length] ?? inks[0]
    const [x, y, r] = [
      w * chance.between(0.15, 0.85),
      h * chance.between(0.15, 0.85),
      unit * chance.between(0.16, 0.4),
    ]
    const style = 'style="mix-blend-mode:multiply"'
    if (shape % 3 === 0) body += `<circle cx="${x}" cy="${y}" r="${r}" fill="${ink}" ${style}/>`
    else if (shape % 3 === 1) {
      const noise = createNoise(chance, 3, 2)
      const blob = Array.from({ length: 90 }, (_, index): [number, number] => {
        const angle = (index / 90) * Math.PI * 2
        const reach = r * (1 + 0.45 * noise(0.5 + 0.5 * Math.sin(angle)))
        return [x + Math.cos(angle) * reach * 1.25, y + Math.sin(angle) * reach]
      })
      body += `<path d="${line(blob)}Z" fill="${ink}" ${style}/>`
    } else {
      body += `<rect x="${x - r * 0.3}" y="${y - r * 1.3}" width="${r * 0.6}" height="${r * 2.6}" rx="${r * 0.3}" fill="${ink}" transform="rotate(${chance.between(0, 90)} ${x} ${y})" ${style}/>`
    }
  }
  body += `<circle cx="${w * chance.between(0.3, 0.7)}" cy="${h * chance.between(0.3, 0.7)}" r="${unit * 0.28}" fill="url(#dots)" opacity=".8"/>`
  return svg(w, h, defs, body)
}

/** Contour lines of an invented island, as on a survey map. */
export const contours: Scene = (w, h, palette, chance) => {
  const unit = Math.min(w, h)
  let body = `<rect width="${w}" height="${h}" fill="${palette.near[1]}"/>`
  const [cx, cy] = [w * chance.between(0.35, 0.65), h * chance.between(0.4, 0.6)]
  const noise = createNoise(chance, 4, 3)
  const drift = createNoise(chance, 3, 2)
  const rings = 26
  for (let ring = rings; ring >= 1; ring -= 1) {
    const share = ring / rings
    const points = Array.from({ length: 140 }, (_, index): [number, number] => {
      const angle = (index / 140) * Math.PI * 2
      const round = 0.5 + 0.5 * Math.sin(angle + share)
      const reach =
        unit * 0.75 * share * (1 + 0.5 * noise(round) + 0.22 * drift(0.5 + 0.5 * Math.cos(angle * 2)))
      return [
        cx + Math.cos(angle) * reach * (w / unit) * 0.85,
        cy + Math.sin(angle) * reach * (h / unit) * 0.85,
      ]
    })
    const fill = mix(palette.light, share > 0.5 ? palette.near[1] : palette.accent, Math.min(1, share * 1.15))
    body += `<path d="${line(points)}Z" fill="${fill}" stroke="${mix(fill, palette.near[1], 0.5)}" stroke-width="${ring % 5 === 0 ? unit / 420 : unit / 1100}"/>`
  }
  return svg(w, h, '', body)
}

/** Ribbons of colour that fold over each other. */
export const ribbons: Scene = (w, h, palette, chance) => {
  const bands = 15
  const steps = [
    palette.sky[0],
    palette.near[0],
    palette.accent,
    palette.light,
    palette.sky[2],
    palette.near[1],
  ]
  const wave = createNoise(chance, 1.6, 2)
  let defs = linear('ground', [palette.sky[0], palette.near[1]])
  let body = `<rect width="${w}" height="${h}" fill="url(#ground)"/>`
  for (let band = 0; band < bands; band += 1) {
    const share = band / bands
    const own = createNoise(chance, 1.4, 2)
    const y = (at: number) => h * (share * 1.15 - 0.05) + wave(at) * h * 0.22 + own(at) * h * 0.05
    const place = share * (steps.length - 1)
    const colour = mix(steps[Math.floor(place)] ?? '#000000', steps[Math.ceil(place)] ?? '#000000', place % 1)
    defs += linear(
      `b${band}`,
      [mix(colour, palette.light, 0.3), colour, mix(colour, palette.near[1], 0.35)],
      'across',
    )
    const top = sample(w, 90, y)
    body += `<path d="${line(top.map(([x, py]) => [x, py - h * 0.012]))}L${w} ${h}L0 ${h}Z" fill="${palette.near[1]}" opacity=".22"/><path d="${line(top)}L${w} ${h}L0 ${h}Z" fill="url(#b${band})"/>`
  }
  return svg(w, h, defs, body)
}
