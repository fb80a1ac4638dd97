import { ZONE_PREFIX } from '#contract/delivery-url.ts'
import {
  canonicalValue,
  FLEXIBLE_NAMES,
  type FlexibleOption,
  type FlexibleOptions,
} from '#contract/flexible/options.ts'
import {
  type OptionFault,
  parseFlexibleOptions,
  printFlexibleOptions,
  splitDeliveryUrl,
} from '#contract/flexible/parse.ts'
import { withFocalPoint } from '../../../../lib/flexible-links.ts'

/** What stands in the controls, right or wrong; empty texts are not set. */
export type FieldTexts = Readonly<Partial<Record<FlexibleOption, string>>>

export type UrlFault = OptionFault | { part: string; reason: 'no_url' | 'other_image' | 'named' }

export interface BuilderDraft {
  fields: FieldTexts
  /** The URL as somebody types it; `null` when the controls had the last word. */
  typed: string | null
  faults: readonly UrlFault[]
}

/** What a page asks for most: a width it has room for, in the best format of each browser. */
export const FIRST_DRAFT: BuilderDraft = {
  fields: { width: '800', format: 'auto' },
  typed: null,
  faults: [],
}

/** The options that are right. */
export function optionsOf({ fields }: BuilderDraft): FlexibleOptions {
  const options: Partial<Record<FlexibleOption, string>> = {}
  for (const name of FLEXIBLE_NAMES) {
    const value = isEmpty(fields[name]) ? null : canonicalValue(name, fields[name] ?? '')
    if (value !== null) options[name] = value
  }
  return options
}

/** Controls whose text is no value of theirs. */
export function wrongFields({ fields }: BuilderDraft): FlexibleOption[] {
  return FLEXIBLE_NAMES.filter(
    (name) => !isEmpty(fields[name]) && canonicalValue(name, fields[name] ?? '') === null,
  )
}

/** The whole URL; `null` while it asks for nothing. `base` is that of the image, without a `/` at the end. */
export function urlOf(draft: BuilderDraft, base: string): string | null {
  const printed = printFlexibleOptions(optionsOf(draft))
  return printed === '' ? null : `${base}/${printed}`
}

/** `focal` is the image's own focal point as a gravity: see {@link withFocalPoint}. */
export function withField(
  draft: BuilderDraft,
  name: FlexibleOption,
  text: string,
  focal: string | null,
): BuilderDraft {
  const fields = { ...draft.fields, [name]: text }
  return { fields: name === 'fit' ? withFocalPoint(fields, focal) : fields, typed: null, faults: [] }
}

/** What becomes of the controls when somebody types or pastes `text`: a URL, or only its options. */
export function withTyped(draft: BuilderDraft, text: string, base: string): BuilderDraft {
  const parts = splitDeliveryUrl(text)
  const options = parts?.last ?? text.trim()
  if (parts === null && (options.includes('/') || !options.includes('='))) {
    return { ...draft, typed: text, faults: [{ part: text, reason: 'no_url' }] }
  }
  if (!decodeURIComponentOr(options).includes('=')) {
    return { ...draft, typed: text, faults: [{ part: options, reason: 'named' }] }
  }
  const { options: fields, faults } = parseFlexibleOptions(options)
  const isOther = parts !== null && pathOf(parts.base) !== pathOf(base)
  return {
    fields,
    typed: text,
    faults: isOther ? [{ part: parts.base, reason: 'other_image' }, ...faults] : faults,
  }
}

/** Of an image on any host that delivers it, the team's own as well. */
function pathOf(base: string): string {
  const path = base.replace(/^https?:\/\/[^/]+/, '')
  return path.startsWith(`${ZONE_PREFIX}/`) ? path.slice(ZONE_PREFIX.length) : path
}

function isEmpty(text: string | undefined): boolean {
  return text === undefined || text.trim() === ''
}

function decodeURIComponentOr(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
