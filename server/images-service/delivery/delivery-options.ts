import type { IncomingHttpHeaders } from 'node:http'
import type { VariantRow } from '../model.ts'
import type { RenderPlan } from '../transform/render-plan.ts'

export type Trim =
  | 'border'
  /** Pixels that go from each edge. */
  | { edges: { top: number; right: number; bottom: number; left: number } }
  /** The rectangle that stays; what is not given reaches to the edge. */
  | { part: { left?: number; top?: number; width?: number; height?: number } }

/** What a URL or a variant asks for, before the picture is known. */
export interface DeliveryOptions
  extends Pick<
    RenderPlan,
    | 'fit'
    | 'width'
    | 'height'
    | 'gravity'
    | 'flip'
    | 'rotate'
    | 'background'
    | 'blur'
    | 'sharpen'
    | 'brightness'
    | 'contrast'
    | 'gamma'
    | 'saturation'
    | 'metadata'
  > {
  dpr: number
  trim: Trim | null
  /** `null`: the default of 85. */
  quality: number | null
  format: 'auto' | 'avif' | 'webp' | 'jpeg' | 'baseline-jpeg' | 'png' | 'json'
  anim: boolean
}

export interface ClientHints {
  /** Device pixels the picture will be shown at. */
  widthPx: number | null
  slowConnection: boolean
}

export const NO_OPTIONS: DeliveryOptions = {
  fit: 'scale-down',
  width: null,
  height: null,
  gravity: { x: 0.5, y: 0.5 },
  dpr: 1,
  trim: null,
  flip: '',
  rotate: 0,
  background: null,
  blur: 0,
  sharpen: 0,
  brightness: 1,
  contrast: 1,
  gamma: 1,
  saturation: 1,
  metadata: 'copyright',
  quality: null,
  format: 'auto',
  anim: true,
}

/** As in the vendor's own simulator. */
export const QUALITY_NAMES: Record<string, number> = {
  high: 90,
  'medium-high': 70,
  'medium-low': 50,
  low: 35,
}

export function optionsOfVariant(variant: VariantRow): DeliveryOptions {
  const { fit, width, height, metadata, blur } = variant.options
  return { ...NO_OPTIONS, fit, width: width ?? null, height: height ?? null, metadata, blur: blur ?? 0 }
}

/** Client hints that Chromium sends when asked. @see https://wicg.github.io/responsive-image-client-hints/ */
export function readClientHints(headers: IncomingHttpHeaders): ClientHints {
  const number = (name: string) => {
    const value = headers[name]
    return typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : null
  }
  const width = number('sec-ch-width') ?? number('width')
  const ect = headers['ect']
  return {
    widthPx: width === null || width < 1 ? null : Math.round(width),
    slowConnection:
      headers['save-data'] === 'on' ||
      (typeof ect === 'string' && /^(slow-2g|2g|3g)$/.test(ect)) ||
      (number('rtt') ?? 0) > 150 ||
      (number('downlink') ?? 5) < 5,
  }
}
