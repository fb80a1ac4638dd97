import type { Size } from '#contract/variant-geometry.ts'
import type { VariantOptions } from '#contract/variants.ts'
import { centred } from './stage-centred.ts'
import { blurFilter, type StageFrame } from './stage-frame.ts'
import { RealPicture } from './truth/real-picture.tsx'

interface StageOutputProps {
  /** Of a preview of the source; what is cut and blurred here is made of it. */
  url: string
  alt: string
  frame: StageFrame
  /** Screen pixels per delivered pixel. */
  zoom: number
  options: VariantOptions
  /** Of what the draft really makes, once it is there. */
  realUrl: string | null
}

/** The source faint and hatched where it is cut away, and over it the output, its padding outlined. */
export function StageOutput({ url, alt, frame, zoom, options, realUrl }: StageOutputProps) {
  const { layout } = frame
  const source = scale(frame.source, zoom)
  const canvas = scale(layout.canvas, zoom)
  const isCut = layout.cutWidth > 0 || layout.cutHeight > 0
  return (
    <>
      <img
        src={url}
        alt=""
        draggable={false}
        className="checkerboard absolute max-w-none opacity-25 saturate-50"
        style={centred(source)}
      />
      {isCut && <div data-cut className="hatched absolute" style={centred(source)} />}
      <div
        className="absolute overflow-hidden"
        style={{ ...centred(canvas), ...(layout.padded && { background: 'white' }) }}
      >
        <RealPicture url={realUrl} alt={alt}>
          <img
            src={url}
            alt={alt}
            draggable={false}
            className="checkerboard absolute max-w-none"
            style={{
              ...source,
              left: (canvas.width - source.width) / 2,
              top: (canvas.height - source.height) / 2,
              ...blurFilter(options.blur, zoom),
            }}
          />
        </RealPicture>
        {layout.padded && (
          <div
            data-padded
            className="absolute border border-on-pencil border-dashed"
            style={{
              left: layout.drawn.x * zoom,
              top: layout.drawn.y * zoom,
              ...scale(layout.drawn, zoom),
            }}
          />
        )}
      </div>
    </>
  )
}

function scale({ width, height }: Size, zoom: number): Size {
  return { width: width * zoom, height: height * zoom }
}
