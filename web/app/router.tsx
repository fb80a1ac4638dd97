import { createBrowserRouter, redirect } from 'react-router'
import { paths } from '../lib/paths.ts'
import { Layout } from './layout.tsx'
import { pageOf, warmUp } from './load-page.ts'
import { NotFoundPage } from './not-found-page.tsx'
import { PageOnItsWay } from './page-on-its-way.tsx'
import { RouteError } from './route-error.tsx'

const imagePage = pageOf(() => import('../pages/image-page.tsx'))
const imagesPage = pageOf(async () => {
  const page = await import('../pages/images-page.tsx')
  warmUp(imagePage)
  return page
})

/** Every page is a module of its own, loaded when first opened: `Component` and, where it needs data, `loader`. */
export const router = createBrowserRouter([
  {
    Component: Layout,
    ErrorBoundary: RouteError,
    children: [
      {
        ErrorBoundary: RouteError,
        HydrateFallback: PageOnItsWay,
        children: [
          { index: true, loader: () => redirect(paths.images()) },
          { path: 'images', lazy: imagesPage },
          { path: 'images/*', lazy: imagePage },
          { path: 'variants', lazy: pageOf(() => import('../pages/variants-page.tsx')) },
          { path: 'variants/:name', lazy: pageOf(() => import('../pages/variant-page.tsx')) },
          { path: 'keys', lazy: pageOf(() => import('../pages/keys-page.tsx')) },
          { path: 'settings', lazy: pageOf(() => import('../pages/settings-page.tsx')) },
          { path: '*', Component: NotFoundPage },
        ],
      },
    ],
  },
])
