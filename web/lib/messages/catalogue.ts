import { common } from './common.ts'
import { frame } from './frame.ts'
import { imageDetail } from './image-detail.ts'
import { images } from './images.ts'
import { palette, shortcuts } from './palette.ts'
import { problems } from './problems.ts'
import { search } from './search.ts'
import { settings } from './settings.ts'
import { signingKeys } from './signing-keys.ts'
import { uploads } from './uploads.ts'
import { variants } from './variants.ts'

/** Every word of the app, by area. A second language is a second object of this type. */
export const messages = {
  common,
  frame,
  images,
  imageDetail,
  palette,
  problems,
  search,
  settings,
  shortcuts,
  signingKeys,
  uploads,
  variants,
} as const
