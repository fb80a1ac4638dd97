import { createElement, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'

/** The smallest page React can be: what the app's size is measured against. */

const root = document.getElementById('root')
if (root !== null) createRoot(root).render(createElement(StrictMode, null, 'Floor'))
