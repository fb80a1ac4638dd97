import { createBrowserRouter, redirect } from 'react-router'
import { paths } from '../lib/paths.ts'
import * as imagesPage from '../pages/images-page.tsx'
import { Layout } from './layout.tsx'
import { pageOf, warmUp } from './load-page.ts'
import { NotFoundPage } from './not-found-page.tsx'
import { PageOnItsWay } from './page-on-its-way.tsx'
import { RouteError } from './route-error.tsx'

const imagePage = pageOf(() => import('../pages/image-page.tsx'))
// Opened from almost every other page, and then it should need no network.
warmUp(imagePage)

/** Every page is a module of its own, all but the first loaded when first opened: `Component` and, where it needs data, `loader`. */
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
          // Where nearly everybody begins: it comes with the entry, in one file instead of thirty.
          { path: 'images', loader: imagesPage.loader, Component: imagesPage.Component },
          { path: 'images/*', lazy: imagePage },
          { path: 'variants', lazy: pageOf(() => import('../pages/variants-page.tsx')) },
          { path: 'variants/:name', lazy: pageOf(() => import('../pages/variant-page.tsx')) },
          { path: 'inbox', lazy: pageOf(() => import('../pages/inbox-page.tsx')) },
          { path: 'keys', lazy: pageOf(() => import('../pages/keys-page.tsx')) },
          { path: 'settings', lazy: pageOf(() => import('../pages/settings-page.tsx')) },
          { path: '*', Component: NotFoundPage },
        ],
      },
    ],
  },
])
