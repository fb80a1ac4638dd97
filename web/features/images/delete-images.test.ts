import { expect, it } from 'vitest'
import { ApiError } from '../../api/api-error.ts'
import { deleteImages } from './delete-images.ts'

const quiet = { onProgress: () => {}, mayGoOn: () => true }

it('lists every failure with its reason and goes on with the others', async () => {
  const refused = new ApiError('refused', 'no', 422)
  const outcome = await deleteImages(['a', 'b', 'c'], {
    ...quiet,
    deleteOne: async (id) => {
      if (id === 'b') throw refused
    },
  })
  expect([...outcome.deletedIds]).toEqual(['a', 'c'])
  expect(outcome.failures).toEqual([{ id: 'b', error: refused }])
})

it('takes what is already gone for deleted', async () => {
  const outcome = await deleteImages(['a'], {
    ...quiet,
    deleteOne: () => Promise.reject(new ApiError('not_found', 'gone', 404)),
  })
  expect([...outcome.deletedIds]).toEqual(['a'])
})

it('does not try the rest when the reason is everybody’s', async () => {
  const tried: string[] = []
  const outcome = await deleteImages(['a', 'b', 'c'], {
    ...quiet,
    deleteOne: (id) => {
      tried.push(id)
      return Promise.reject(new ApiError('rate_limited', 'wait', 429))
    },
  })
  expect(tried).toEqual(['a'])
  expect(outcome.failures.map((failure) => failure.id)).toEqual(['a', 'b', 'c'])
  expect(outcome.failures[2]?.error).toBeNull()
})

it('stops when told to', async () => {
  const done: number[] = []
  const outcome = await deleteImages(['a', 'b', 'c'], {
    deleteOne: async () => {},
    onProgress: (count) => done.push(count),
    mayGoOn: () => done.length < 1,
  })
  expect([...outcome.deletedIds]).toEqual(['a'])
  expect(outcome.failures.map((failure) => failure.id)).toEqual(['b', 'c'])
})
