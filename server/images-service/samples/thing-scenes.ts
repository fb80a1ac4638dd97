import { type Chance, linear, mix, type Palette, radial, type Scene, svg } from './drawing.ts'

/** A wall, a table edge and light from one side: the stage of still lifes and product shots. */
function stage(w: number, h: number, palette: Palette, tableAt: number): { defs: string; body: string } {
  const table = h * tableAt
  return {
    defs:
      linear('wall', [mix(palette.sky[0], palette.light, 0.2), palette.sky[1], palette.sky[0]], 'across') +
      linear('table', [
        mix(palette.sky[2], palette.light, 0.35),
        palette.sky[2],
        mix(palette.sky[2], palette.near[1], 0.35),
      ]) +
      radial('lamp', [`${palette.light}/0.6`, `${palette.light}/0`]) +
      SHADOW,
    body: `<rect width="${w}" height="${h}" fill="url(#wall)"/>
      <ellipse cx="${w * 0.36}" cy="${h * 0.36}" rx="${w * 0.55}" ry="${h * 0.5}" fill="url(#lamp)"/>
      <rect y="${table}" width="${w}" height="${h - table}" fill="url(#table)"/>`,
  }
}

/** Soft without a filter, which costs a hundred times as much. */
const SHADOW = radial('shadow', ['#1a1210/0.55', '#1a1210/0.22', '#1a1210/0'])

function shadowUnder(x: number, y: number, wide: number): string {
  return `<ellipse cx="${x + wide * 0.32}" cy="${y}" rx="${wide * 1.25}" ry="${wide * 0.26}" fill="url(#shadow)"/>`
}

/** Light from the left, core shadow right of the middle, a little light back at the edge. */
function rounded(id: string, colour: string, palette: Palette): string {
  const dark = mix(colour, palette.near[1], 0.62)
  return linear(
    id,
    [
      mix(colour, palette.near[1], 0.2),
      mix(colour, '#ffffff', 0.28),
      colour,
      mix(colour, dark, 0.6),
      dark,
      mix(dark, colour, 0.35),
    ],
    'across',
  )
}

/** The outline of a turned vessel from half widths at heights 0 (foot) to 1 (lip). */
function vessel(
  x: number,
  foot: number,
  tall: number,
  profile: readonly (readonly [number, number])[],
): string {
  const side = (sign: number) =>
    profile.map(([at, half]) => [x + sign * half * tall, foot - at * tall] as const)
  const right = side(1)
  const left = side(-1).reverse()
  const curve = (points: readonly (readonly [number, number])[]) =>
    points
      .map(([px, py], index) => {
        const before = points[index - 1]
        if (!before) return ''
        const middle = (before[1] + py) / 2
        return `C${before[0]} ${middle} ${px} ${middle} ${px} ${py}`
      })
      .join('')
  const start = right[0] ?? [x, foot]
  const lip = left[0] ?? [x, foot]
  const lipHalf = (profile.at(-1)?.[1] ?? 0.1) * tall
  const footHalf = (profile[0]?.[1] ?? 0.1) * tall
  return `M${start[0]} ${start[1]}${curve(right)}A${lipHalf} ${lipHalf * 0.2} 0 0 0 ${lip[0]} ${lip[1]}${curve(left)}A${footHalf} ${footHalf * 0.2} 0 0 0 ${start[0]} ${start[1]}Z`
}

const VESSELS = [
  [
    [0, 0.16],
    [0.35, 0.3],
    [0.62, 0.26],
    [0.82, 0.09],
    [1, 0.12],
  ],
  [
    [0, 0.13],
    [0.15, 0.16],
    [0.6, 0.16],
    [0.75, 0.06],
    [1, 0.06],
  ],
  [
    [0, 0.12],
    [0.5, 0.34],
    [0.9, 0.2],
    [1, 0.22],
  ],
  [
    [0, 0.2],
    [0.4, 0.23],
    [1, 0.25],
  ],
] as const

const LEMON = '#e2b53e'

/** Vessels and fruit on a table. */
export const stillLife: Scene = (w, h, palette, chance) => {
  const unit = Math.min(w, h)
  const set = stage(w, h, palette, 0.68)
  let { defs, body } = set
  const colours: [string, ...string[]] = [
    palette.accent,
    palette.near[0],
    mix(palette.light, palette.accent, 0.25),
  ]
  const start = chance.whole(0, 3)
  for (let index = 0; index < 3; index += 1) {
    const x = w / 2 + (index - 1) * unit * 0.25
    const foot = h * (0.74 + (index === 1 ? 0 : 0.045))
    const tall = unit * chance.between(index === 1 ? 0.42 : 0.24, index === 1 ? 0.52 : 0.36)
    const profile = VESSELS[(start + index) % VESSELS.length] ?? VESSELS[0]
    const colour = colours[index] ?? palette.accent
    defs += rounded(`v${index}`, colour, palette)
    body += shadowUnder(x, foot, tall * 0.34)
    if (index === 1)
      body += branch(x, foot - tall * 0.97, unit * 0.3, mix(palette.near[0], '#4f6b45', 0.6), chance)
    body += `<path d="${vessel(x, foot, tall, profile)}" fill="url(#v${index})"/>`
    const lip = (profile.at(-1)?.[1] ?? 0.1) * tall
    body += `<ellipse cx="${x}" cy="${foot - tall}" rx="${lip}" ry="${lip * 0.2}" fill="${mix(colour, palette.near[1], 0.75)}"/>`
  }
  for (let fruit = 0; fruit < 3; fruit += 1) {
    const r = unit * chance.between(0.045, 0.06)
    const x = w / 2 + unit * (-0.3 + fruit * 0.21 + chance.between(-0.02, 0.02))
    const y = h * 0.86 - r * chance.between(0, 0.6)
    const colour = chance.pick([LEMON, '#c9552f', palette.accent])
    defs += radial(
      `f${fruit}`,
      [mix(colour, '#ffffff', 0.5), colour, mix(colour, palette.near[1], 0.65)],
      'cx=".36" cy=".32" r=".72"',
    )
    body += `${shadowUnder(x, y + r * 0.92, r)}<ellipse cx="${x}" cy="${y}" rx="${r * 1.08}" ry="${r}" fill="url(#f${fruit})"/>`
  }
  return svg(w, h, defs, body)
}

/** One thing on plain ground, lit for a shop. */
export const product: Scene = (w, h, palette, chance) => {
  const unit = Math.min(w, h)
  let defs =
    radial(
      'ground',
      [mix(palette.sky[2], '#ffffff', 0.55), palette.sky[2], mix(palette.sky[2], palette.sky[1], 0.8)],
      'cx=".45" cy=".42" r=".75"',
    ) +
    SHADOW +
    rounded('body', palette.accent, palette) +
    rounded('cap', palette.near[1], palette)
  const foot = h * 0.5 + unit * 0.32
  const x = w / 2
  const tall = unit * 0.62
  let body = `<rect width="${w}" height="${h}" fill="url(#ground)"/>${shadowUnder(x, foot, unit * 0.19)}`
  const kind = chance.whole(0, 2)
  if (kind === 0) {
    const half = tall * 0.19
    defs += linear(
      'label',
      [mix(palette.light, '#ffffff', 0.6), palette.light, mix(palette.light, palette.near[1], 0.3)],
      'across',
    )
    body += `<rect x="${x - half * 0.42}" y="${foot - tall}" width="${half * 0.84}" height="${tall * 0.2}" rx="${half * 0.1}" fill="url(#cap)"/>
      <path d="M${x - half} ${foot - tall * 0.66}Q${x - half} ${foot - tall * 0.8} ${x - half * 0.4} ${foot - tall * 0.81}H${x + half * 0.4}Q${x + half} ${foot - tall * 0.8} ${x + half} ${foot - tall * 0.66}V${foot - half * 0.2}Q${x + half} ${foot} ${x + half * 0.8} ${foot}H${x - half * 0.8}Q${x - half} ${foot} ${x - half} ${foot - half * 0.2}Z" fill="url(#body)"/>
      <rect x="${x - half}" y="${foot - tall * 0.5}" width="${half * 2}" height="${tall * 0.32}" fill="url(#label)"/>
      <circle cx="${x}" cy="${foot - tall * 0.38}" r="${half * 0.34}" fill="none" stroke="${palette.near[1]}" stroke-width="${half * 0.05}"/>
      <rect x="${x - half * 0.45}" y="${foot - tall * 0.255}" width="${half * 0.9}" height="${half * 0.05}" fill="${palette.near[1]}"/>
      <rect x="${x - half * 0.72}" y="${foot - tall * 0.72}" width="${half * 0.12}" height="${tall * 0.66}" rx="${half * 0.06}" fill="#fff" opacity=".28"/>`
  } else if (kind === 1) {
    const r = tall * 0.34
    body += `<path d="M${x + r * 0.8} ${foot - r * 1.25}q${r * 0.85} 0 ${r * 0.8} ${r * 0.55}t${-r * 1.0} ${r * 0.5}" fill="none" stroke="url(#body)" stroke-width="${r * 0.17}"/>
      <path d="${vessel(x, foot, r * 1.75, [
        [0, 0.36],
        [0.3, 0.53],
        [1, 0.55],
      ])}" fill="url(#body)"/>
      <ellipse cx="${x}" cy="${foot - r * 1.75}" rx="${r * 0.963}" ry="${r * 0.193}" fill="${mix(palette.accent, '#ffffff', 0.25)}"/>
      <ellipse cx="${x}" cy="${foot - r * 1.72}" rx="${r * 0.88}" ry="${r * 0.155}" fill="#3b2317"/>`
  } else {
    const r = tall * 0.34
    defs += radial('shine', [`${palette.light}/0.9`, `${palette.light}/0`])
    body += `<ellipse cx="${x}" cy="${foot - tall * 0.4}" rx="${r * 1.7}" ry="${r * 1.5}" fill="url(#shine)" opacity=".8"/>
      <rect x="${x - r * 0.05}" y="${foot - tall * 0.75}" width="${r * 0.1}" height="${tall * 0.74}" fill="url(#cap)"/>
      <ellipse cx="${x}" cy="${foot - r * 0.04}" rx="${r * 0.55}" ry="${r * 0.13}" fill="url(#cap)"/>
      <path d="M${x - r} ${foot - tall * 0.55}Q${x - r * 0.92} ${foot - tall} ${x} ${foot - tall * 1.02}Q${x + r * 0.92} ${foot - tall} ${x + r} ${foot - tall * 0.55}Z" fill="url(#body)"/>
      <ellipse cx="${x}" cy="${foot - tall * 0.55}" rx="${r}" ry="${r * 0.13}" fill="${palette.light}"/>`
  }
  return svg(w, h, defs, body)
}

/** A head and shoulders against coloured light. */
export const portrait: Scene = (w, h, palette, chance) => {
  const unit = Math.min(w, h * 0.8)
  const x = w * chance.between(0.46, 0.54)
  const headY = h * 0.42
  const r = unit * 0.17
  const facing = chance.pick([-1, 1])
  const skin = mix(palette.near[1], palette.accent, 0.32)
  const defs =
    radial(
      'back',
      [palette.light, palette.sky[1], palette.sky[0]],
      `cx="${0.5 + facing * 0.22}" cy=".36" r=".8"`,
    ) +
    linear(
      'face',
      facing > 0
        ? [palette.near[1], skin, mix(skin, palette.light, 0.55)]
        : [mix(skin, palette.light, 0.55), skin, palette.near[1]],
      'across',
    ) +
    linear(
      'coat',
      facing > 0
        ? [palette.near[1], palette.near[0], mix(palette.near[0], palette.light, 0.3)]
        : [mix(palette.near[0], palette.light, 0.3), palette.near[0], palette.near[1]],
      'across',
    )
  const halo = `<circle cx="${x + facing * r * 0.5}" cy="${headY - r * 0.3}" r="${r * 2.7}" fill="none" stroke="${palette.accent}" stroke-width="${r * 0.1}" opacity=".55"/>`
  const hair = chance.whole(0, 2)
  const crown = `M${x - r * 0.98} ${headY + r * 0.1}C${x - r * 1.15} ${headY - r * 1.75} ${x + r * 1.15} ${headY - r * 1.75} ${x + r * 0.98} ${headY + r * 0.1}`
  const locks =
    hair === 0
      ? `<path d="${crown}Q${x + facing * r * 0.3} ${headY - r * 0.9} ${x - r * 0.98} ${headY + r * 0.1}Z" fill="${palette.near[1]}"/>`
      : hair === 1
        ? `<path d="${crown}C${x + r * 1.5} ${headY + r * 1.9} ${x + r * 0.9} ${headY + r * 2} ${x + r * 0.7} ${headY + r * 1.6}L${x + r * 0.75} ${headY - r * 0.3}Q${x} ${headY - r * 1.15} ${x - r * 0.75} ${headY - r * 0.3}L${x - r * 0.7} ${headY + r * 1.6}C${x - r * 0.9} ${headY + r * 2} ${x - r * 1.5} ${headY + r * 1.9} ${x - r * 0.98} ${headY + r * 0.1}Z" fill="${palette.near[1]}"/>`
        : `<circle cx="${x - facing * r * 0.15}" cy="${headY - r * 1.45}" r="${r * 0.5}" fill="${palette.near[1]}"/><path d="${crown}Q${x} ${headY - r * 0.75} ${x - r * 0.98} ${headY + r * 0.1}Z" fill="${palette.near[1]}"/>`
  const behind =
    hair === 1
      ? `<ellipse cx="${x}" cy="${headY + r * 0.4}" rx="${r * 1.18}" ry="${r * 1.7}" fill="${mix(palette.near[1], '#000000', 0.2)}"/>`
      : ''
  const body = `<rect width="${w}" height="${h}" fill="url(#back)"/>${halo}${behind}
    <path d="M${x - r * 0.42} ${headY + r * 0.6}L${x - r * 0.46} ${headY + r * 1.7}H${x + r * 0.46}L${x + r * 0.42} ${headY + r * 0.6}Z" fill="${mix(skin, palette.near[1], 0.45)}"/>
    <path d="M${x - r * 2.5} ${h + 5}C${x - r * 2.5} ${headY + r * 2.2} ${x - r * 1.2} ${headY + r * 1.75} ${x - r * 0.5} ${headY + r * 1.45}Q${x} ${headY + r * 1.95} ${x + r * 0.5} ${headY + r * 1.45}C${x + r * 1.2} ${headY + r * 1.75} ${x + r * 2.5} ${headY + r * 2.2} ${x + r * 2.5} ${h + 5}Z" fill="url(#coat)"/>
    <path d="M${x - r * 0.85} ${headY - r * 0.3}C${x - r * 0.95} ${headY + r * 0.75} ${x - r * 0.4} ${headY + r * 1.25} ${x} ${headY + r * 1.25}C${x + r * 0.4} ${headY + r * 1.25} ${x + r * 0.95} ${headY + r * 0.75} ${x + r * 0.85} ${headY - r * 0.3}C${x + r * 0.8} ${headY - r * 1.25} ${x - r * 0.8} ${headY - r * 1.25} ${x - r * 0.85} ${headY - r * 0.3}Z" fill="url(#face)"/>${locks}`
  return svg(w, h, defs, body)
}

/** Stems and leaves, pressed flat on paper. */
export const botanical: Scene = (w, h, palette, chance) => {
  const unit = Math.min(w, h)
  let body = `<rect width="${w}" height="${h}" fill="${palette.sky[2]}"/><circle cx="${w * chance.between(0.35, 0.65)}" cy="${h * chance.between(0.32, 0.5)}" r="${unit * 0.33}" fill="${palette.light}"/>`
  const greens: [string, ...string[]] = [
    palette.near[0],
    palette.near[1],
    palette.accent,
    mix(palette.near[0], palette.accent, 0.4),
  ]
  const stems = w > h ? 7 : 5
  for (let stem = 0; stem < stems; stem += 1) {
    const x = w * ((stem + 0.5) / stems) + chance.between(-0.03, 0.03) * w
    const tall = h * chance.between(0.5, 0.86)
    body += `<g transform="rotate(${(x / w - 0.5) * 30 + chance.between(-6, 6)} ${x} ${h})">${branch(x, h * 1.02, tall, chance.pick(greens), chance)}</g>`
  }
  return svg(w, h, '', body)
}

function branch(x: number, foot: number, tall: number, colour: string, chance: Chance): string {
  const leaves = chance.whole(6, 10)
  const broad = chance.between(0.22, 0.42)
  const vein = mix(colour, '#ffffff', 0.25)
  let drawn = `<path d="M${x} ${foot}Q${x + tall * 0.05} ${foot - tall * 0.5} ${x} ${foot - tall}" fill="none" stroke="${colour}" stroke-width="${tall * 0.012}"/>`
  for (let leaf = 0; leaf <= leaves; leaf += 1) {
    const at = 0.2 + (leaf / leaves) * 0.8
    const long = tall * 0.27 * (1.15 - at * 0.6)
    const y = foot - tall * at
    const bow = tall * 0.05 * at * (1 - at) * 2
    for (const side of leaf === leaves ? [0] : [-1, 1]) {
      const turn = side * chance.between(48, 68)
      drawn += `<g transform="translate(${x + bow} ${y}) rotate(${turn})"><path d="M0 0C${-long * broad} ${-long * 0.35} ${-long * broad * 0.7} ${-long * 0.8} 0 ${-long}C${long * broad * 0.7} ${-long * 0.8} ${long * broad} ${-long * 0.35} 0 0Z" fill="${colour}"/><path d="M0 0V${-long * 0.9}" stroke="${vein}" stroke-width="${long * 0.012}" opacity=".6"/></g>`
    }
  }
  return drawn
}
