// Runs before the first paint, so that no page flashes in the wrong theme. A file of its own because the content
// security policy forbids inline scripts. `web/app/theme.ts` shares the storage key and the attribute.
;(() => {
  let choice = 'system'
  try {
    choice = localStorage.getItem('desk.theme') ?? 'system'
  } catch {
    // Storage can be switched off; the system's theme is used then.
  }
  const dark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
  const color = document.querySelector('meta[name="theme-color"]')
  if (color) color.setAttribute('content', dark ? '#12100f' : '#fbfaf8')
})()
