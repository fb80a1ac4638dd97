import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { FlexibleOptions } from '#contract/flexible/options.ts'
import { promoteToVariant } from '#contract/flexible/promote.ts'
import { VariantName } from '#contract/variants.ts'
import { createVariant, putVariant, variantsChanged } from '../../../../api/variants.ts'
import { delivery } from '../../../../lib/messages/delivery.ts'
import { describeProblem } from '../../../../lib/problem-text.ts'
import { Button } from '../../../../ui/button.tsx'
import { TextField } from '../../../../ui/text-field.tsx'
import { notifySuccess } from '../../../../ui/toast.tsx'

const words = delivery.builder

/** Makes a named variant of the options, after saying what one cannot do. */
export function Promote({ options }: { options: FlexibleOptions }) {
  const client = useQueryClient()
  const [name, setName] = useState('')
  const promotion = promoteToVariant(options)
  const isNameWrong = name !== '' && !VariantName.safeParse(name).success
  const making = useMutation({
    mutationFn: createVariant,
    onSuccess: (variant) => {
      putVariant(client, variant)
      variantsChanged(client)
      notifySuccess(words.promoted(variant.name))
      setName('')
    },
  })
  if (promotion === null) return <p className="text-ink-soft text-xs">{words.promoteNeeds}</p>
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (name === '' || isNameWrong) return
        making.mutate({ name, options: promotion.options, neverRequiresSignedUrl: false })
      }}
    >
      <p className="text-ink-soft text-xs">
        {promotion.lost.length === 0 ? words.promoteWhole : words.promoteLost(promotion.lost.join(', '))}
      </p>
      <div className="flex items-end gap-2">
        <TextField
          label={words.promoteName}
          mono
          className="flex-1"
          value={name}
          error={
            isNameWrong ? words.promoteNameFault : making.isError && describeProblem(making.error).sentence
          }
          onChange={(event) => {
            making.reset()
            setName(event.target.value)
          }}
        />
        <Button type="submit" busy={making.isPending} disabled={name === '' || isNameWrong}>
          {words.promote}
        </Button>
      </div>
    </form>
  )
}
