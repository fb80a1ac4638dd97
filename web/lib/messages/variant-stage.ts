import { formatNumber } from '../format.ts'

const size = (width: number, height: number) => `${formatNumber(width)} × ${formatNumber(height)}`

/** Words of the stage of the variant studio. */
export const variantStage = {
  tools: 'Stage tools',
  ratio: 'Proportions',
  ratios: {
    free: 'Free',
    source: 'As the image',
    own: 'As locked',
  },
  snap: 'Settle on common sizes (hold Alt for every pixel)',
  compare: 'Before and after',
  split: 'Where before ends and after begins',
  splitAt: (percent: number) => `${percent}% before`,
  before: 'Before',
  after: 'After',
  density: 'Rulers in pixels of a screen of density',
  densities: { 1: '1×', 2: '2×', 3: '3×' },
  /** What the pixels come to on a denser screen, in the pixels of a style sheet. */
  cssSize: (width: number, height: number, density: number) => `${size(width, height)} at ${density}×`,
  settled: (sidePx: number) => `${formatNumber(sidePx)} px`,
  enlargedMeans: 'soft, and more bytes for it',
  paddedAcross: (barPx: number) => `padded by ${formatNumber(barPx)} px left and right`,
  paddedDown: (barPx: number) => `padded by ${formatNumber(barPx)} px above and below`,
  neverEnlarge: (fit: string) => `Use ${fit}`,
} as const
