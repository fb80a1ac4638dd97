import { useSyncExternalStore } from 'react'
import { shortcuts as words } from '../../lib/messages/palette.ts'
import { mayUseLetters, setSingleKeys, subscribeSingleKeys } from '../../lib/single-keys.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { Switch } from '../../ui/switch.tsx'

/** Every key the desk knows, and the switch for those of one letter. */
export function ShortcutsSheet({ onClose }: { onClose: () => void }) {
  const isOn = useSyncExternalStore(subscribeSingleKeys, mayUseLetters)
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={words.title} size="lg">
      <div className="grid gap-x-10 gap-y-5 pb-4 sm:grid-cols-2">
        {words.groups.map(({ title, keys }) => (
          <section key={title}>
            <h3 className="mb-1.5 font-medium text-sm">{title}</h3>
            <dl className="flex flex-col">
              {keys.map(({ combinations, does }) => (
                <div
                  key={does}
                  className="flex min-h-8 items-center justify-between gap-4 border-line border-b last:border-b-0"
                >
                  <dt className="text-ink-soft text-sm">{does}</dt>
                  <dd className="flex shrink-0 flex-wrap justify-end gap-1">
                    {combinations.map((combination) => (
                      <Kbd key={combination}>{combination}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <div className="border-line border-t py-4">
        <Switch
          label={words.singleKeys}
          hint={words.singleKeysHint}
          checked={isOn}
          onChange={setSingleKeys}
        />
      </div>
    </Dialog>
  )
}
