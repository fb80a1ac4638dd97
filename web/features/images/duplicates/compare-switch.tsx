import { messages } from '../../../lib/messages/catalogue.ts'
import { Segmented } from '../../../ui/segmented.tsx'

interface CompareSwitchProps {
  isComparing: boolean
  onChange: (isComparing: boolean) => void
}

/** Twins side by side, or as any other view. */
export function CompareSwitch({ isComparing, onChange }: CompareSwitchProps) {
  const words = messages.search
  return (
    <div className="flex shrink-0 items-center border-line border-b px-4 py-1.5">
      <Segmented
        label={words.compare}
        value={isComparing ? 'side' : 'grid'}
        onChange={(value) => onChange(value === 'side')}
        options={[
          { value: 'side', name: words.sideBySide },
          { value: 'grid', name: words.asGrid },
        ]}
      />
    </div>
  )
}
