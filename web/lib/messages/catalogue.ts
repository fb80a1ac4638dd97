import { common } from './common.ts'
import { frame } from './frame.ts'
import { images } from './images.ts'
import { problems } from './problems.ts'
import { search } from './search.ts'
import { uploads } from './uploads.ts'

/**
 * Words of the frame and of the first page, by area. Those of the other pages are beside it in files of their own, so
 * that they are loaded with their page. A second language is a second set of these objects.
 */
export const messages = {
  common,
  frame,
  images,
  problems,
  search,
  uploads,
} as const
