import type { Metadata } from '#contract/images.ts'
import type { UploadFields } from '../upload-item.ts'
import type { OwnFields } from './batch-defaults.ts'
import { readValue, showValue } from './own-metadata.ts'

/** What can be said of one file in the table. */
export type Column =
  | { kind: 'id' }
  | { kind: 'creator' }
  | { kind: 'private' }
  | { kind: 'metadata'; field: string }

/** Always there, in this order, before those somebody added. */
export const NAMED_FIELDS = ['title', 'alt'] as const
export const OFFERED_FIELDS = ['caption', 'credit', 'tags', 'folder'] as const

export function columnsWith(fields: readonly string[]): Column[] {
  const named: string[] = [...NAMED_FIELDS]
  return [
    { kind: 'id' },
    ...[...named, ...fields.filter((field) => !named.includes(field))].map(
      (field): Column => ({ kind: 'metadata', field }),
    ),
    { kind: 'creator' },
    { kind: 'private' },
  ]
}

/** As a key of React, and of the column menu. */
export function columnKey(column: Column): string {
  return column.kind === 'metadata' ? `metadata.${column.field}` : column.kind
}

/** As far as they are known: an id may be none, and say so. */
export type ShownFields = Omit<UploadFields, 'id'> & { id?: string }

/** What a file is sent with in this column, as text; `''` for nothing. */
export function shownText(column: Column, fields: ShownFields, own: OwnFields): string {
  switch (column.kind) {
    case 'id':
      return fields.id ?? own.id ?? ''
    case 'creator':
      return fields.creator ?? ''
    case 'private':
      return fields.requiresSignedUrl === true ? 'yes' : ''
    case 'metadata':
      return showValue(column.field, valueIn(fields.metadata, column.field))
  }
}

/** Whether the file says it itself, instead of following the defaults. */
export function isOwn(column: Column, own: OwnFields): boolean {
  switch (column.kind) {
    case 'id':
      return own.id !== undefined
    case 'creator':
      return own.creator !== undefined
    case 'private':
      return own.isPrivate !== undefined
    case 'metadata':
      return own.metadata !== undefined && Object.hasOwn(own.metadata, column.field)
  }
}

/** `own` with what was typed. An emptied field of the defaults is taken away for this file. */
export function withText(column: Column, text: string, own: OwnFields, fields: ShownFields): OwnFields {
  switch (column.kind) {
    case 'id':
      return { ...own, id: text.trim() }
    case 'creator':
      return { ...own, creator: text.trim() }
    case 'private':
      return { ...own, isPrivate: text !== '' }
    case 'metadata': {
      const value = text === '' ? null : readValue(column.field, text, valueIn(fields.metadata, column.field))
      return { ...own, metadata: { ...own.metadata, [column.field]: value } }
    }
  }
}

/** `own` following the defaults again in this column. */
export function withoutOwn(column: Column, own: OwnFields): OwnFields {
  const { id, creator, isPrivate, metadata } = own
  const others = Object.entries(metadata ?? {}).filter(
    ([field]) => column.kind !== 'metadata' || field !== column.field,
  )
  return {
    ...(id !== undefined && column.kind !== 'id' && { id }),
    ...(creator !== undefined && column.kind !== 'creator' && { creator }),
    ...(isPrivate !== undefined && column.kind !== 'private' && { isPrivate }),
    ...(others.length > 0 && { metadata: Object.fromEntries(others) }),
  }
}

function valueIn(metadata: Metadata | undefined, field: string): Metadata[string] | undefined {
  return metadata !== undefined && Object.hasOwn(metadata, field) ? metadata[field] : undefined
}
