import { createBrowserRouter, redirect } from 'react-router'
import { paths } from '../lib/paths.ts'
import { Layout } from './layout.tsx'
import { NotFoundPage } from './not-found-page.tsx'
import { PageOnItsWay } from './page-on-its-way.tsx'
import { RouteError } from './route-error.tsx'

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
          { path: 'images', lazy: () => import('../pages/images-page.tsx') },
          { path: 'images/*', lazy: () => import('../pages/image-page.tsx') },
          { path: 'variants', lazy: () => import('../pages/variants-page.tsx') },
          { path: 'variants/:name', lazy: () => import('../pages/variant-page.tsx') },
          { path: 'keys', lazy: () => import('../pages/keys-page.tsx') },
          { path: 'settings', lazy: () => import('../pages/settings-page.tsx') },
          { path: '*', Component: NotFoundPage },
        ],
      },
    ],
  },
])
