import { beforeEach, expect, it, vi } from 'vitest'
import { ApiError } from '../../../api/api-error.ts'
import { fetchUploadSettings } from '../../../api/upload-settings.ts'
import { wayOfBatch } from './way-of-batch.ts'

vi.mock('../../../api/upload-settings.ts', () => ({ fetchUploadSettings: vi.fn() }))
const fetched = vi.mocked(fetchUploadSettings)

beforeEach(() => {
  fetched.mockReset()
})

it('asks once for each batch', async () => {
  fetched.mockResolvedValueOnce({ way: 'direct' }).mockResolvedValueOnce({ way: 'through_desk' })
  expect(await Promise.all([wayOfBatch('a'), wayOfBatch('a'), wayOfBatch('a')])).toEqual(
    Array(3).fill('direct'),
  )
  expect(await wayOfBatch('b')).toBe('through_desk')
  expect(fetched).toHaveBeenCalledTimes(2)
})

it('lets a desk that cannot say take the files itself, and asks one that did not answer again', async () => {
  fetched.mockRejectedValueOnce(new ApiError('internal', 'No.', 500))
  expect(await wayOfBatch('c')).toBe('through_desk')
  expect(await wayOfBatch('c')).toBe('through_desk')
  expect(fetched).toHaveBeenCalledTimes(1)
  fetched.mockRejectedValueOnce(new ApiError('offline', 'Gone.', 0)).mockResolvedValueOnce({ way: 'direct' })
  expect(await wayOfBatch('d')).toBe('through_desk')
  expect(await wayOfBatch('d')).toBe('direct')
})
