import type { ImageId } from './image-id.ts'
import type { Image } from './images.ts'
import type { PictureType } from './views/view.ts'

/**
 * What the Images API never tells about a picture, learnt once from its bytes, not always all of it at once: `null` is
 * not known yet. Pixels are those of the upright picture.
 */
export interface Measurements {
  /** Stays `null` for an SVG, as do the height and the colour. */
  widthPx: number | null
  heightPx: number | null
  sizeBytes: number | null
  type: PictureType | null
  /** SHA-256 of the bytes, hex; `null` when only a part of them was seen. */
  contentHash: string | null
  /** Average colour of the picture, `#rrggbb`; `null` when it was not decoded (an SVG). */
  averageColour: string | null
}

/** One image as the library index has it. */
export interface LibraryImage extends Image {
  /** From a path-like id, or from the metadata field that names folders; `''` when in none. */
  folder: string
  /** `null` while nobody has seen the bytes. */
  measurements: Measurements | null
}

/** How far to trust an answer. Part of every answer of the library. */
export interface Freshness {
  /** `live`: read from the Images API just now, because the index does not reach that far yet. */
  source: 'index' | 'live'
  /** When the index last agreed with the upstream (ISO 8601); `null` before its first page. */
  asOf: string | null
  /** Every image of the account is in the index. */
  complete: boolean
  /** Present while a fill or a sweep runs; `ofAbout` is `null` while nobody knows. */
  syncing: { count: number; ofAbout: number | null } | null
  /** Grows with every change of the index. Answers of one revision agree with each other. */
  revision: number
}

/** `GET /api/library/window?q&sort&until&offset&limit` */
export interface LibraryWindow extends Freshness {
  offset: number
  items: LibraryImage[]
  /**
   * Images of the view, `until` heeded; `null` while only the live listing answers, and in a first window of words that
   * came before all images with them were found.
   */
  total: number | null
  /** Offsets below can be asked for. Equals `total` when that is known; the live listing grows page by page. */
  reachable: number
}

/** `GET /api/library/outline?q&sort&until`: enough to lay out a view of any size without its items. */
export interface LibraryOutline extends Freshness {
  total: number | null
  reachable: number
  /** In the order of the view, UTC months, sums to `total`; empty unless sorted by upload time. */
  months: MonthCount[]
  /**
   * Upload time of the newest image of the library, as `until` takes it: what arrives later stays out of the view until
   * somebody asks for it. `null` for an empty library.
   */
  newest: string | null
  /** Images of the view that are newer than `until`. */
  newer: number
}

export interface MonthCount {
  /** `2026-03` */
  month: string
  count: number
}

/** `GET /api/library/place?q&sort&until&id`: where an image is in a view. */
export interface LibraryPlace extends Freshness {
  /** `null` when the view does not hold it. */
  offset: number | null
}

export interface ValueCount {
  value: string
  count: number
}

/** `GET /api/library/facets?q`: what the view holds, by kind. Counts are of the view. */
export interface LibraryFacets extends Freshness {
  total: number
  type: ValueCount[]
  orientation: ValueCount[]
  privacy: { private: number; public: number }
  draft: number
  /** The most frequent ones; `''` is "no creator". */
  creator: ValueCount[]
  /** Newest first. */
  month: MonthCount[]
  missingAlt: number
  duplicateBytes: number
  duplicateLook: number
  /** Images whose bytes nobody has seen, so that they are in none of the counts above that need them. */
  unmeasured: number
}

/** `GET /api/library/folders?parent`: the folders right below one, with everything below them counted. */
export interface LibraryFolders extends Freshness {
  parent: string
  folders: { path: string; name: string; count: number; hasFolders: boolean }[]
  /** Images in `parent` itself and in no folder below. */
  directCount: number
}

/**
 * `GET /api/library/suggestions?field&prefix`: values of the library that begin with `prefix` or hold it, most frequent
 * first. `field` as the view language has it: `creator`, `folder`, `type`, `orientation`, `meta.campaign`; `has` and
 * `meta` give the metadata fields there are, `campaign` or `shot.lens`.
 */
export interface LibrarySuggestions extends Freshness {
  values: ValueCount[]
}

/** `GET /api/library/duplicates?of&q&offset&limit`: groups of twins, for comparing. */
export interface LibraryDuplicates extends Freshness {
  /** Newest first, as are the items; at most 100 of them, `count` in all. */
  groups: { key: string; count: number; items: LibraryImage[] }[]
  totalGroups: number
}

/**
 * `POST /api/library/twins`: for each file asked about, in that order, an image with the same bytes, else one that looks
 * the same, else `null`. Where several fit, the nearest look, then the newest. Images nobody measured are not found.
 */
export interface LibraryTwins extends Freshness {
  twins: (LibraryTwin | null)[]
}

export interface LibraryTwin {
  image: { id: ImageId; name: string }
  same: 'bytes' | 'look'
}

/** Files of one question about twins at most. */
export const TWINS_LIMIT = 200

/** `POST /api/library/known-ids`. While the index is not complete, an id that is not among them may be taken too. */
export interface LibraryKnownIds extends Freshness {
  /** Those of the ids asked about that an image has. */
  known: ImageId[]
}

/** `GET /api/library/status` */
export interface LibraryStatus extends Freshness {
  images: number
  /** Images whose bytes were measured. */
  measured: number
  /** Set when the index was found broken and is being built anew. */
  rebuiltAt: string | null
  /** The metadata field that says where an image lies whose id has no `/`. */
  folderField: string
}

/** `GET /api/account/growth`: what is stored, by the month it was uploaded in. What was deleted since is not counted. */
export interface LibraryGrowth extends Freshness {
  /** Every UTC month from the first with an image to the running one, those without any too, oldest first. */
  months: MonthCount[]
  /** The sum of the months. */
  images: number
  /** Left out of both: nothing was uploaded to them. */
  drafts: number
}

/** Shared by the team. `GET /api/saved-views` answers them with their counts. */
export interface SavedView {
  id: string
  name: string
  /** The text of the terms, as printed. */
  query: string
  /** As printed by the view language, `uploaded-descending` and so on. */
  sort: string
  /** `null` while the index cannot tell. */
  count: number | null
}

/** Rows of one window at most. */
export const WINDOW_LIMIT = 500
