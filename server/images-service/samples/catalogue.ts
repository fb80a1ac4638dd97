import { bauhaus, contours, ribbons, riso } from './abstract-scenes.ts'
import type { Scene } from './drawing.ts'
import { dunes, fields, forest, ridges } from './land-scenes.ts'
import type { PaletteName } from './palettes.ts'
import { aurora, night, sea, skyline } from './sky-scenes.ts'
import { botanical, portrait, product, stillLife } from './thing-scenes.ts'

const SCENES = {
  aurora,
  bauhaus,
  botanical,
  contours,
  dunes,
  fields,
  forest,
  night,
  portrait,
  product,
  ribbons,
  ridges,
  riso,
  sea,
  skyline,
  stillLife,
} as const satisfies Record<string, Scene>
type SceneName = keyof typeof SCENES

type Row = [
  scene: SceneName,
  palette: PaletteName,
  width: number,
  height: number,
  seed: number,
  /** `null`: the service makes one up. */
  id: string | null,
  title: string,
  tags: string,
  credit: string,
  creator: string,
  /** Day of the upload. */
  day: string,
]

/** The sample library, newest first; neighbours differ in kind, colour and shape. */
// biome-ignore format: a table is read by rows
const ROWS: Row[] = [
  ['ridges', 'dawn', 2400, 1600, 1, 'campaign/spring/first-light-over-the-ridge.jpg', 'First light over the ridge', 'landscape,mountains,hero', 'L. Okafor', 'marketing', '2026-11-14'],
  ['product', 'linen', 1600, 1600, 22, 'products/lighting/dome-lamp-sage.jpg', 'Dome lamp, sage', 'product,lighting', 'Studio North', 'shop', '2026-11-12'],
  ['sea', 'coral', 1200, 1600, 11, null, 'Evening swim', 'sea,sunset,portrait format', 'Ines Marin', 'editorial', '2026-11-09'],
  ['bauhaus', 'poster', 1600, 1067, 14, 'posters/autumn-series/grid-no-1.jpg', 'Grid no. 1', 'abstract,poster', 'Atelier Vier', 'design', '2026-11-05'],
  ['portrait', 'ember', 1200, 1500, 24, 'portraits/team/amara.jpg', 'Amara, research', 'portrait,team', 'Jonas Falk', 'people', '2026-10-30'],
  ['forest', 'sage', 1800, 1200, 4, 'campaign/autumn/fir-line.jpg', 'Fir line in the morning', 'forest,fog', 'L. Okafor', 'marketing', '2026-10-27'],
  ['stillLife', 'clay', 1500, 1500, 20, 'editorial/still-life/three-vessels.jpg', 'Three vessels', 'still life,ceramics', 'Mio Tanaka', 'editorial', '2026-10-21'],
  ['fields', 'orchard', 2000, 1333, 5, 'aerial/valley-farms-0114.jpg', 'Valley farms', 'aerial,fields', 'Skyframe', 'research', '2026-10-11'],
  ['night', 'midnight', 1800, 1200, 7, null, 'Camp under the Milky Way', 'night,stars', 'Ines Marin', 'editorial', '2026-09-29'],
  ['dunes', 'desert', 2400, 1200, 3, 'campaign/summer/erg-crossing.jpg', 'Erg crossing', 'desert,dunes,banner', 'L. Okafor', 'marketing', '2026-09-16'],
  ['botanical', 'moss', 1200, 1600, 28, 'illustrations/herbarium/rowan.jpg', 'Rowan, pressed', 'botanical,illustration', 'Atelier Vier', 'design', '2026-09-03'],
  ['skyline', 'dusk', 1800, 1200, 12, 'cities/harbour-at-dusk.jpg', 'Harbour at dusk', 'city,evening', 'Skyframe', 'editorial', '2026-08-24'],
  ['ribbons', 'ember', 1920, 1080, 19, 'backgrounds/ribbons-ember.jpg', 'Ribbons, ember', 'abstract,background', 'Atelier Vier', 'design', '2026-08-15'],
  ['product', 'blush', 1400, 1400, 23, 'products/kitchen/mug-terracotta.jpg', 'Mug, terracotta', 'product,kitchen', 'Studio North', 'shop', '2026-08-02'],
  ['aurora', 'northern', 2000, 1333, 9, null, 'Northern lights, second night', 'night,aurora,lake', 'Ines Marin', 'editorial', '2026-07-19'],
  ['ridges', 'alpine', 1200, 1800, 2, 'campaign/spring/cloud-inversion.jpg', 'Cloud inversion', 'landscape,mountains', 'L. Okafor', 'marketing', '2026-07-04'],
  ['riso', 'print', 1200, 1600, 16, 'posters/summer-fair/print-02.jpg', 'Summer fair, print two', 'riso,poster', 'Atelier Vier', 'design', '2026-06-22'],
  ['portrait', 'blush', 1200, 1500, 25, 'portraits/team/noor.jpg', 'Noor, operations', 'portrait,team', 'Jonas Falk', 'people', '2026-06-10'],
  ['sea', 'pacific', 2600, 1100, 10, 'campaign/summer/horizon-wide.jpg', 'Wide horizon', 'sea,panorama,banner', 'L. Okafor', 'marketing', '2026-05-28'],
  ['contours', 'pacific', 1500, 1500, 188, 'maps/survey-islet.jpg', 'Survey of an islet', 'map,abstract', 'Atelier Vier', 'research', '2026-05-14'],
  ['stillLife', 'cobalt', 1200, 1500, 21, 'editorial/still-life/blue-bottle.jpg', 'Blue bottle, two lemons', 'still life', 'Mio Tanaka', 'editorial', '2026-05-02'],
  ['fields', 'harvest', 1600, 1600, 6, 'aerial/river-bend-0207.jpg', 'River bend', 'aerial,river', 'Skyframe', 'research', '2026-04-19'],
  ['product', 'cobalt', 1600, 1600, 26, 'products/lighting/dome-lamp-amber.jpg', 'Dome lamp, amber', 'product,lighting', 'Studio North', 'shop', '2026-04-06'],
  ['forest', 'silver', 1200, 1800, 44, null, 'Silent firs', 'forest,winter', 'Ines Marin', 'editorial', '2026-03-21'],
  ['bauhaus', 'mint', 1200, 1600, 15, 'posters/autumn-series/grid-no-2.jpg', 'Grid no. 2', 'abstract,poster', 'Atelier Vier', 'design', '2026-03-07'],
  ['night', 'plum', 1200, 1800, 8, 'campaign/winter/violet-night.jpg', 'Violet night', 'night,stars', 'L. Okafor', 'marketing', '2026-02-18'],
  ['dunes', 'rose', 1800, 1200, 33, 'editorial/desert/rose-hour.jpg', 'The rose hour', 'desert,dunes', 'Ines Marin', 'editorial', '2026-02-02'],
  ['portrait', 'cobalt', 1200, 1500, 27, 'portraits/team/sunniva.jpg', 'Sunniva, design', 'portrait,team', 'Jonas Falk', 'people', '2026-01-15'],
  ['skyline', 'silver', 1200, 1800, 13, 'cities/towers-in-mist.jpg', 'Towers in mist', 'city,fog', 'Skyframe', 'editorial', '2025-12-20'],
  ['botanical', 'mint', 1800, 1200, 29, 'illustrations/herbarium/meadow.jpg', 'Meadow, five stems', 'botanical,illustration', 'Atelier Vier', 'design', '2025-12-01'],
  ['ridges', 'ember', 2200, 1100, 41, 'campaign/autumn/last-embers.jpg', 'Last embers', 'landscape,sunset,banner', 'L. Okafor', 'marketing', '2025-11-11'],
  ['product', 'mint', 1400, 1400, 40, 'products/kitchen/bottle-coral.jpg', 'Bottle, coral', 'product,kitchen', 'Studio North', 'shop', '2025-10-23'],
  ['ribbons', 'cobalt', 1200, 1800, 199, 'backgrounds/ribbons-cobalt.jpg', 'Ribbons, cobalt', 'abstract,background', 'Atelier Vier', 'design', '2025-10-02'],
  ['sea', 'dusk', 1800, 1200, 43, null, 'After the ferry', 'sea,evening', 'Ines Marin', 'editorial', '2025-09-14'],
  ['stillLife', 'sage', 1500, 1200, 45, 'editorial/still-life/garden-table.jpg', 'Garden table', 'still life,ceramics', 'Mio Tanaka', 'editorial', '2025-08-26'],
  ['portrait', 'moss', 1200, 1500, 31, 'portraits/team/wanjiru.jpg', 'Wanjiru, field work', 'portrait,team', 'Jonas Falk', 'people', '2025-08-05'],
  ['fields', 'moss', 1800, 1200, 46, 'aerial/terraces-0311.jpg', 'Terraces', 'aerial,fields', 'Skyframe', 'research', '2025-07-16'],
  ['aurora', 'midnight', 1200, 1600, 47, 'campaign/winter/blue-curtain.jpg', 'Blue curtain', 'night,aurora', 'L. Okafor', 'marketing', '2025-06-27'],
  ['riso', 'mint', 1600, 1067, 17, 'posters/summer-fair/print-05.jpg', 'Summer fair, print five', 'riso,poster', 'Atelier Vier', 'design', '2025-06-03'],
  ['forest', 'dusk', 1600, 900, 48, 'campaign/autumn/blue-hour-firs.jpg', 'Firs at the blue hour', 'forest,evening', 'L. Okafor', 'marketing', '2025-05-11'],
  ['product', 'rose', 1400, 1750, 51, 'products/lighting/reading-lamp.jpg', 'Reading lamp', 'product,lighting', 'Studio North', 'shop', '2025-04-20'],
  ['contours', 'ember', 1600, 1067, 50, 'maps/caldera.jpg', 'Caldera', 'map,abstract', 'Atelier Vier', 'research', '2025-03-29'],
  ['ridges', 'rose', 1600, 1600, 51, null, 'Rosé ridges', 'landscape,mountains', 'Ines Marin', 'editorial', '2025-03-02'],
  ['bauhaus', 'cobalt', 1600, 900, 52, 'posters/autumn-series/grid-no-3.jpg', 'Grid no. 3', 'abstract,poster', 'Atelier Vier', 'design', '2025-02-07'],
  ['skyline', 'coral', 2000, 1000, 53, 'cities/summer-skyline.jpg', 'Summer skyline', 'city,sunset,banner', 'Skyframe', 'editorial', '2025-01-12'],
  ['dunes', 'dusk', 1200, 1600, 54, 'editorial/desert/night-wind.jpg', 'Night wind', 'desert,dunes', 'Ines Marin', 'editorial', '2024-12-04'],
  ['botanical', 'blush', 1200, 1600, 55, 'illustrations/herbarium/beech.jpg', 'Copper beech', 'botanical,illustration', 'Atelier Vier', 'design', '2024-10-28'],
  ['sea', 'silver', 1600, 1067, 56, null, 'Flat calm', 'sea,minimal', 'Ines Marin', 'editorial', '2024-09-19'],
  ['portrait', 'sage', 1200, 1500, 57, 'portraits/guests/tomas.jpg', 'Tomás, guest writer', 'portrait,guest', 'Jonas Falk', 'people', '2024-08-08'],
  ['stillLife', 'rose', 1200, 1200, 58, 'editorial/still-life/plum-jug.jpg', 'Plum jug', 'still life', 'Mio Tanaka', 'editorial', '2024-06-25'],
  ['night', 'ink', 3000, 1000, 59, 'campaign/winter/long-night-panorama.jpg', 'The long night', 'night,panorama,banner', 'L. Okafor', 'marketing', '2024-05-06'],
  ['ribbons', 'sage', 1600, 1067, 60, 'backgrounds/ribbons-sage.jpg', 'Ribbons, sage', 'abstract,background', 'Atelier Vier', 'design', '2024-03-17'],
  ['ridges', 'silver', 1600, 1067, 61, 'archive/2023/grey-range.jpg', 'Grey range', 'landscape,mountains,archive', 'L. Okafor', 'marketing', '2023-12-09'],
]

export interface CatalogueEntry {
  scene: Scene
  palette: PaletteName
  size: readonly [number, number]
  seed: number
  id: string | null
  title: string
  tags: string[]
  credit: string
  creator: string
  day: string
}

export const CATALOGUE: CatalogueEntry[] = ROWS.map(
  ([scene, palette, width, height, seed, id, title, tags, credit, creator, day]) => ({
    scene: SCENES[scene],
    palette,
    size: [width, height],
    seed,
    id,
    title,
    tags: tags.split(','),
    credit,
    creator,
    day,
  }),
)
