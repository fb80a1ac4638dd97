import Uppy from '@uppy/core'
import Dashboard from '@uppy/dashboard'

/** Uppy's Dashboard as its documentation sets it up: inline, everything at its defaults. */
const target = document.createElement('div')
document.body.append(target)
new Uppy().use(Dashboard, { target, inline: true, width: 1100, height: 700 })
