import 'react'

declare module 'react' {
  /** Custom properties in inline styles. */
  interface CSSProperties {
    [property: `--${string}`]: string | number | undefined
  }
}
