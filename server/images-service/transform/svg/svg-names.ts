const list = (names: string) => new Set(names.trim().split(/\s+/))

/** Elements that draw. What is not here is left out with all that is inside it. */
export const SVG_ELEMENTS = list(`
  svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan textPath image marker
  linearGradient radialGradient stop pattern clipPath mask filter style switch view
  feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap
  feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode
  feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence
  animate animateMotion animateTransform mpath set
`)

/** Elements whose content stays though they go: a link's picture is still a picture. */
export const SVG_WRAPPERS = list('a')

export const ANIMATIONS = list('animate animateMotion animateTransform set')

/** May an animation change it? Nothing that refers to anything. */
export const SVG_STYLING = list(`
  alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation color-interpolation-filters
  color-rendering cursor direction display dominant-baseline fill fill-opacity fill-rule filter flood-color
  flood-opacity font font-family font-size font-size-adjust font-stretch font-style font-variant font-weight
  glyph-orientation-horizontal glyph-orientation-vertical image-rendering isolation letter-spacing lighting-color
  marker marker-end marker-mid marker-start mask mask-type mix-blend-mode opacity overflow paint-order pointer-events
  shape-rendering stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin
  stroke-miterlimit stroke-opacity stroke-width text-anchor text-decoration text-rendering transform-origin
  unicode-bidi vector-effect visibility word-spacing writing-mode
`)

export const SVG_GEOMETRY = list(`
  amplitude azimuth baseFrequency bias cx cy d dx dy diffuseConstant divisor edgeMode elevation exponent
  filterUnits clipPathUnits maskUnits maskContentUnits patternUnits patternContentUnits gradientUnits
  gradientTransform patternTransform primitiveUnits markerUnits fr fx fy height in in2 intercept k1 k2 k3 k4
  kernelMatrix kernelUnitLength lengthAdjust limitingConeAngle markerHeight markerWidth method mode numOctaves offset
  operator order orient pathLength points pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio r radius
  refX refY result rotate rx ry scale seed side slope spacing specularConstant specularExponent spreadMethod
  startOffset stdDeviation stitchTiles surfaceScale tableValues targetX targetY textLength transform type values
  viewBox width x x1 x2 xChannelSelector y y1 y2 yChannelSelector z
`)

export const SVG_OTHER = list(`
  id class style lang version baseProfile media requiredExtensions systemLanguage role aria-hidden aria-label
  aria-labelledby accumulate additive attributeName attributeType begin by calcMode dur end fill from keyPoints
  keySplines keyTimes max min origin path repeatCount repeatDur restart to
`)
