const FIELD = /YYYY|MM|DD|hh|mm|ss/g

/** `YYYY`, `MM`, `DD`, `hh`, `mm`, `ss` and signs between them; no other letters, so that a typing error is seen. */
export function isStampFormat(format: string): boolean {
  const rest = format.replace(FIELD, '')
  return rest.length < format.length && !/[\p{L}\p{N}\p{C}]/u.test(rest)
}

/** A moment in the browser's time zone by such a format. */
export function formatStamp(date: Date, format: string): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return format.replace(FIELD, (field) => {
    switch (field) {
      case 'YYYY':
        return String(date.getFullYear()).padStart(4, '0')
      case 'MM':
        return two(date.getMonth() + 1)
      case 'DD':
        return two(date.getDate())
      case 'hh':
        return two(date.getHours())
      case 'mm':
        return two(date.getMinutes())
      default:
        return two(date.getSeconds())
    }
  })
}
