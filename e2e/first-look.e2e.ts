import { expect } from '@playwright/test'
import { test } from './support/fixtures.ts'

test("the grid's first rows are asked for once, before the app runs", async ({ page }) => {
  const asked: string[] = []
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url())
    if (/^\/api\/library\/(outline|window)$/.test(pathname) && !search.includes('until='))
      asked.push(pathname)
  })
  await page.goto('/images')
  await expect(page.getByRole('combobox', { name: 'Search images' })).toBeVisible()
  // The outline may be asked again later: when the window tells that the library has moved on.
  expect(asked.slice(0, 2).toSorted()).toEqual(['/api/library/outline', '/api/library/window'])
  expect(asked.filter((path) => path === '/api/library/window')).toHaveLength(1)
  const [startedAt, appRanAt] = await page.evaluate(() => [
    performance.getEntriesByType('resource').find(({ name }) => name.includes('/api/library/window'))
      ?.startTime,
    performance.getEntriesByType('navigation')[0]?.toJSON().domContentLoadedEventStart,
  ])
  expect(Number(startedAt)).toBeLessThan(Number(appRanAt))
})

test('other pages ask for no rows of the grid', async ({ page }) => {
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await page.goto('/keys')
  await expect(page.getByRole('heading', { name: 'Signing keys', level: 1 })).toBeVisible()
  expect(asked.filter((path) => path.startsWith('/api/library/window'))).toEqual([])
})
