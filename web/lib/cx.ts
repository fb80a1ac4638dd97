import { type ClassValue, clsx } from 'clsx'
import { createTailwindMerge } from 'tailwind-merge'

const any = () => true
const size = (value: string) => /^(\d|xs$|sm$|base$|lg$|xl$|2xl$|\[)/.test(value)
const width = (value: string) => /^\d|^\[/.test(value)

/**
 * What a component's own classes and the classes given to it may both set. The whole table of Tailwind is 5 KB
 * gzip more on the first page, for properties that nothing here overrides.
 */
const mergeClasses = createTailwindMerge(() => ({
  cacheSize: 200,
  theme: {},
  classGroups: {
    display: [
      'block',
      'flex',
      'grid',
      'hidden',
      'inline',
      'inline-block',
      'inline-flex',
      'inline-grid',
      'contents',
    ],
    size: [{ size: [any] }],
    w: [{ w: [any] }],
    h: [{ h: [any] }],
    'min-w': [{ 'min-w': [any] }],
    'min-h': [{ 'min-h': [any] }],
    'max-w': [{ 'max-w': [any] }],
    'max-h': [{ 'max-h': [any] }],
    p: [{ p: [any] }],
    px: [{ px: [any] }],
    py: [{ py: [any] }],
    pt: [{ pt: [any] }],
    pr: [{ pr: [any] }],
    pb: [{ pb: [any] }],
    pl: [{ pl: [any] }],
    m: [{ m: [any] }],
    mx: [{ mx: [any] }],
    my: [{ my: [any] }],
    mt: [{ mt: [any] }],
    mr: [{ mr: [any] }],
    mb: [{ mb: [any] }],
    ml: [{ ml: [any] }],
    gap: [{ gap: [width] }],
    shrink: [{ shrink: ['', width] }],
    'font-size': [{ text: [size] }],
    'text-align': [{ text: ['left', 'center', 'right'] }],
    'text-wrap': [{ text: ['wrap', 'nowrap', 'balance', 'pretty'] }],
    'text-color': [{ text: [any] }],
    bg: [{ bg: [any] }],
    'border-style': [{ border: ['solid', 'dashed', 'dotted', 'none'] }],
    'border-t': [{ border: ['t', { t: [any] }] }],
    'border-r': [{ border: ['r', { r: [any] }] }],
    'border-b': [{ border: ['b', { b: [any] }] }],
    'border-l': [{ border: ['l', { l: [any] }] }],
    'border-w': [{ border: ['', width] }],
    'border-color': [{ border: [any] }],
    rounded: [{ rounded: ['', 'none', 'sm', 'md', 'full'] }],
    opacity: [{ opacity: [any] }],
    'font-weight': [{ font: ['normal', 'medium', 'semibold', 'bold'] }],
    justify: [{ justify: ['start', 'center', 'end', 'between', 'around'] }],
    items: [{ items: [any] }],
    'grid-cols': [{ 'grid-cols': [any] }],
  },
  conflictingClassGroups: {
    size: ['w', 'h'],
    p: ['px', 'py', 'pt', 'pr', 'pb', 'pl'],
    px: ['pr', 'pl'],
    py: ['pt', 'pb'],
    m: ['mx', 'my', 'mt', 'mr', 'mb', 'ml'],
    mx: ['mr', 'ml'],
    my: ['mt', 'mb'],
  },
  conflictingClassGroupModifiers: {},
  postfixLookupClassGroups: [],
  orderSensitiveModifiers: ['*', '**', 'after', 'before'],
}))

/** Joins class names; where two set the same property the later wins. */
export function cx(...classes: ClassValue[]): string {
  return mergeClasses(clsx(classes))
}
