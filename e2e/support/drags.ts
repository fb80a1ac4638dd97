import type { CDPSession, Page } from '@playwright/test'

/** What hovers, as the browser's own protocol has it. `files` are absolute paths, of folders too. */
interface DragData {
  items: { mimeType: string; data: string }[]
  files?: string[]
  dragOperationsMask: number
}

type Step = 'dragEnter' | 'dragOver' | 'drop' | 'dragCancel'

/** A drag from outside the window: real files, real entries. Ends with `drop` or `cancel`. */
export interface Drag {
  over(): Promise<void>
  drop(): Promise<void>
  cancel(): Promise<void>
}

/** Drags files or folders from the desktop over the middle of the page. */
export async function dragFiles(page: Page, files: string[]): Promise<Drag> {
  return dragData(page, { items: [], files, dragOperationsMask: 1 })
}

/** Carries on over `page` with a drag that began elsewhere. */
export async function dragData(page: Page, data: DragData): Promise<Drag> {
  const session = await page.context().newCDPSession(page)
  const { width, height } = page.viewportSize() ?? { width: 800, height: 600 }
  const send = async (type: Step): Promise<void> => {
    await session.send('Input.dispatchDragEvent', { type, x: width / 2, y: height / 2, data })
  }
  await send('dragEnter')
  const over = () => send('dragOver')
  await over()
  return {
    over,
    drop: () => send('drop').then(() => session.detach()),
    cancel: () => send('dragCancel').then(() => session.detach()),
  }
}

/** Begins to drag what is at a place of a page, with the mouse, and gives what the browser would hand to another page. */
export async function beginDrag(page: Page, at: { x: number; y: number }): Promise<DragData> {
  const session: CDPSession = await page.context().newCDPSession(page)
  await session.send('Input.setInterceptDrags', { enabled: true })
  const intercepted = new Promise<DragData>((resolve) => {
    session.once('Input.dragIntercepted', ({ data }) => resolve(data))
  })
  // Not by the mouse of the test library, which takes drags for itself.
  const mouse = (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', by: number) =>
    session.send('Input.dispatchMouseEvent', {
      type,
      x: at.x + by,
      y: at.y + by,
      button: 'left',
      buttons: type === 'mouseReleased' ? 0 : 1,
      clickCount: type === 'mousePressed' ? 1 : 0,
    })
  await mouse('mousePressed', 0)
  for (const by of [5, 10, 20]) await mouse('mouseMoved', by)
  const data = await intercepted
  await session.send('Input.setInterceptDrags', { enabled: false })
  await mouse('mouseReleased', 20)
  await session.detach()
  return data
}
