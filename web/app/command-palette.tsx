import { useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate } from 'react-router'
import { savedViewQueries } from '../api/saved-views.ts'
import type { PaletteEntry } from '../features/palette/entries.ts'
import { Palette } from '../features/palette/palette.tsx'
import { setTrayOpen } from '../features/uploads/uploads-store.ts'
import { formatNumber } from '../lib/format.ts'
import { messages } from '../lib/messages/catalogue.ts'
import { palette as words } from '../lib/messages/palette.ts'
import { paths } from '../lib/paths.ts'
import { PAGES } from './rail.tsx'
import { useTheme } from './theme.ts'

interface CommandPaletteProps {
  onClose: () => void
  onSheet: () => void
}

/** The palette with what this desk has to offer. */
export function CommandPalette({ onClose, onSheet }: CommandPaletteProps) {
  const navigate = useNavigate()
  const { pathname, search } = useLocation()
  const { theme, toggle } = useTheme()
  const { data: views = [] } = useQuery(savedViewQueries.list())
  const go = (path: string) => () => void navigate(path)
  const layoutTo = (layout: 'grid' | 'table') => () => {
    const view = new URLSearchParams(pathname === paths.images() ? search : '')
    view.set('layout', layout)
    void navigate(paths.images(view.toString()))
  }
  const entries: PaletteEntry[] = [
    ...PAGES.map(({ path, label }) => ({ id: path, label, group: words.pages, run: go(path) })),
    ...views.map(({ id, name, query, sort, count }) => ({
      id: `view ${id}`,
      label: name,
      group: words.views,
      ...(count !== null && { hint: formatNumber(count) }),
      run: go(paths.images(new URLSearchParams({ q: query, sort }).toString())),
    })),
    { id: 'upload', label: words.upload, group: words.actions, run: () => setTrayOpen(true) },
    { id: 'table', label: words.toTable, group: words.actions, run: layoutTo('table') },
    { id: 'grid', label: words.toGrid, group: words.actions, run: layoutTo('grid') },
    {
      id: 'theme',
      label: theme === 'dark' ? messages.frame.themeToLight : messages.frame.themeToDark,
      group: words.actions,
      run: toggle,
    },
    { id: 'sheet', label: words.shortcuts, group: words.actions, hint: '?', run: onSheet },
  ]
  return (
    <Palette
      entries={entries}
      onOpenImage={(image) => void navigate(paths.image(image.id))}
      onClose={onClose}
    />
  )
}
