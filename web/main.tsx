import '@fontsource-variable/schibsted-grotesk/wght.css'
import '@fontsource-variable/spline-sans-mono/wght.css'
import './styles.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router/dom'
import { queryClient } from './app/query-client.ts'
import { router } from './app/router.tsx'
import { TooltipProvider } from './ui/tooltip.tsx'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <TooltipProvider>
        {/* A page is drawn in the frame that follows the press: in a transition it would wait for frames of the old one.
            Each page's loader has what it needs before, so nothing suspends on the way. */}
        <RouterProvider router={router} useTransitions={false} />
      </TooltipProvider>
    </QueryClientProvider>
  </StrictMode>,
)
