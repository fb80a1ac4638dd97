import { encodeImageId, type ImageId } from './image-id.ts'

/** Paths of the BFF, built in one place. Variant and key names are alphanumeric but encoded all the same. */
export const endpoints = {
  images: '/api/images',
  imagesByUrl: '/api/images/by-url',
  image: (id: ImageId) => `/api/images/${encodeImageId(id)}`,
  renditions: (id: ImageId) => `/api/images/${encodeImageId(id)}/renditions`,
  facts: (id: ImageId) => `/api/images/${encodeImageId(id)}/facts`,
  /** As the upstream has it. */
  record: (id: ImageId) => `/api/images/${encodeImageId(id)}/record`,
  original: (id: ImageId) => `/api/images/${encodeImageId(id)}/original`,
  /** `PUT` replaces the file and keeps the link; `GET` says what became of it. */
  imageFile: (id: ImageId) => `/api/images/${encodeImageId(id)}/file`,
  imageCopies: (id: ImageId) => `/api/images/${encodeImageId(id)}/copies`,
  /** What became of an upload, by its key; `DELETE` gives it up. */
  upload: (key: string) => `/api/uploads/${encodeURIComponent(key)}`,
  uploadTicket: (key: string) => `/api/uploads/${encodeURIComponent(key)}/ticket`,
  uploadSettings: '/api/settings/uploads',
  metadataFields: '/api/settings/metadata-fields',
  deliverySettings: '/api/settings/delivery',
  checkDeliveryDomain: '/api/settings/delivery/check',
  variants: '/api/variants',
  variant: (name: string) => `/api/variants/${encodeURIComponent(name)}`,
  variantVersions: (name: string) => `/api/variants/${encodeURIComponent(name)}/versions`,
  /** What options that are not saved make of an image. */
  draftRenditions: '/api/variants/renditions',
  rendering: (digest: string) => `/api/renderings/${encodeURIComponent(digest)}`,
  signingKeys: '/api/signing-keys',
  signingKey: (name: string) => `/api/signing-keys/${encodeURIComponent(name)}`,
  revealSigningKey: (name: string) => `/api/signing-keys/${encodeURIComponent(name)}/reveal`,
  signedUrls: '/api/signed-urls',
  signedLinks: '/api/signed-links',
  checkSignedLink: '/api/signed-links/check',
  libraryWindow: '/api/library/window',
  libraryOutline: '/api/library/outline',
  libraryPlace: '/api/library/place',
  libraryFacets: '/api/library/facets',
  libraryFolders: '/api/library/folders',
  librarySuggestions: '/api/library/suggestions',
  libraryDuplicates: '/api/library/duplicates',
  libraryTwins: '/api/library/twins',
  libraryStatus: '/api/library/status',
  libraryRefresh: '/api/library/refresh',
  libraryKnownIds: '/api/library/known-ids',
  savedViews: '/api/saved-views',
  savedView: (id: string) => `/api/saved-views/${encodeURIComponent(id)}`,
  uploadPresets: '/api/upload-presets',
  uploadPreset: (id: string) => `/api/upload-presets/${encodeURIComponent(id)}`,
  uploadLinks: '/api/upload-links',
  uploadLink: (id: string) => `/api/upload-links/${encodeURIComponent(id)}`,
  revokeUploadLink: (id: string) => `/api/upload-links/${encodeURIComponent(id)}/revoke`,
  linkUploads: (id: string) => `/api/upload-links/${encodeURIComponent(id)}/uploads`,
  inbox: '/api/inbox',
  acceptFromInbox: '/api/inbox/accept',
  account: '/api/account',
  accountSwitches: '/api/account/switches',
  accountGrowth: '/api/account/growth',
  stats: '/api/stats',
  connection: '/api/account/connection',
} as const

/** Every request that changes something carries it; a foreign page cannot set it without a preflight. */
export const REQUEST_HEADER = { name: 'X-Picture-Desk', value: '1' } as const
