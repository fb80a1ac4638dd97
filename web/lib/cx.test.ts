import { expect, it } from 'vitest'
import { cx } from './cx.ts'

it('lets the later of two win where they set the same property', () => {
  expect(cx('size-8 rounded-sm', 'size-7')).toBe('rounded-sm size-7')
  expect(cx('h-8 px-3', 'px-2')).toBe('h-8 px-2')
  expect(cx('bg-surface text-ink hover:bg-hover', 'bg-well')).toBe('text-ink hover:bg-hover bg-well')
  expect(cx('h-7 w-7', 'size-6')).toBe('size-6')
  expect(cx('max-w-sm', false, 'max-w-none')).toBe('max-w-none')
})

it('keeps what only looks alike', () => {
  const both = 'text-sm text-ink text-center border border-line border-dashed border-b-2 caption'
  expect(cx(both)).toBe(both)
  const sides = 'border-l border-b-[3px] sm:border-b-0 sm:border-l-[3px]'
  expect(cx(sides)).toBe(sides)
  expect(cx('w-20', 'lg:w-28')).toBe('w-20 lg:w-28')
  expect(cx('font-mono font-medium')).toBe('font-mono font-medium')
})
