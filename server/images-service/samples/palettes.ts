import type { Palette } from './drawing.ts'

/** Chosen by eye so that any few of them side by side look like one hand. */
export const PALETTES = {
  dawn: {
    sky: ['#5b6f9c', '#d99a93', '#f8dcc0'],
    near: ['#b98f97', '#2b2b46'],
    light: '#fff1d6',
    accent: '#d96f5d',
  },
  alpine: {
    sky: ['#7fa3bf', '#b9d0d8', '#eef1ea'],
    near: ['#9db4bb', '#1f3a44'],
    light: '#fffdf3',
    accent: '#d8a24a',
  },
  ember: {
    sky: ['#3a1f3d', '#b5473c', '#f6b26b'],
    near: ['#a5524a', '#1d1222'],
    light: '#ffe3a3',
    accent: '#e8743b',
  },
  sage: {
    sky: ['#8fa79a', '#c3cfbd', '#f1eddc'],
    near: ['#93a68e', '#24382f'],
    light: '#fdf8e4',
    accent: '#c07a4b',
  },
  desert: {
    sky: ['#6fa0b5', '#cfd9cf', '#f6dfbe'],
    near: ['#e3b98b', '#6b3220'],
    light: '#fff0cf',
    accent: '#d7874f',
  },
  rose: {
    sky: ['#8a5a7b', '#d98f98', '#f9d5bf'],
    near: ['#d99e86', '#54273a'],
    light: '#ffe9d2',
    accent: '#c65f5a',
  },
  midnight: {
    sky: ['#070b1f', '#15244a', '#3b5a7f'],
    near: ['#14233f', '#04060f'],
    light: '#cfe3ff',
    accent: '#7f8fd9',
  },
  plum: {
    sky: ['#120a26', '#3a2158', '#8d5a86'],
    near: ['#2c1a40', '#0a0614'],
    light: '#ffd9ec',
    accent: '#b46fb8',
  },
  northern: {
    sky: ['#061320', '#0d2c3f', '#1f5560'],
    near: ['#10303c', '#030a10'],
    light: '#7cf5b8',
    accent: '#5b8fe0',
  },
  pacific: {
    sky: ['#2f6d8f', '#8fc3c7', '#f7e7c9'],
    near: ['#2d7f92', '#0c2f40'],
    light: '#fff6da',
    accent: '#f0a35e',
  },
  coral: {
    sky: ['#43679a', '#e79d8c', '#ffd9a8'],
    near: ['#466f8e', '#142744'],
    light: '#fff0c2',
    accent: '#ee6c57',
  },
  silver: {
    sky: ['#8c99a3', '#bcc5c9', '#e9eae6'],
    near: ['#7b8c96', '#26323b'],
    light: '#ffffff',
    accent: '#c7a36b',
  },
  dusk: {
    sky: ['#1f2a52', '#7a5a8f', '#f2a679'],
    near: ['#5d5684', '#12162c'],
    light: '#ffd58f',
    accent: '#ffb36b',
  },
  poster: {
    sky: ['#23395b', '#d9c9a3', '#f1e6cf'],
    near: ['#c8442e', '#1c2230'],
    light: '#eab03c',
    accent: '#2f6f73',
  },
  print: {
    sky: ['#f0506e', '#f8e9d4', '#f7efdf'],
    near: ['#2d68c4', '#1d2b53'],
    light: '#ffd23f',
    accent: '#ff5c62',
  },
  mint: {
    sky: ['#2a4b4a', '#9fc9b5', '#eaf3e6'],
    near: ['#4f9180', '#16302f'],
    light: '#f7d9a2',
    accent: '#ef8a62',
  },
  clay: {
    sky: ['#a9968a', '#cbb9a8', '#e6d8c6'],
    near: ['#8a5a44', '#2d1c17'],
    light: '#fff3df',
    accent: '#c26a45',
  },
  linen: {
    sky: ['#b9b4a8', '#d6d1c4', '#efeadd'],
    near: ['#5d6f66', '#25302c'],
    light: '#fffaf0',
    accent: '#a4b09a',
  },
  cobalt: {
    sky: ['#22356f', '#4a68b1', '#cfd9ee'],
    near: ['#3350a0', '#0f1738'],
    light: '#f6e6c4',
    accent: '#e8b23f',
  },
  orchard: {
    sky: ['#5a7f4e', '#a9bf6b', '#e0d597'],
    near: ['#7fa05a', '#2b4527'],
    light: '#cfe0e6',
    accent: '#c9a04e',
  },
  harvest: {
    sky: ['#8f6b3d', '#d2ab62', '#ecd9a4'],
    near: ['#b98a4a', '#4a3a22'],
    light: '#a9c6cf',
    accent: '#7f8f4a',
  },
  blush: {
    sky: ['#c9939a', '#e7bdb6', '#f7e3da'],
    near: ['#7a3f52', '#2c1520'],
    light: '#fff1e6',
    accent: '#cf6f63',
  },
  moss: {
    sky: ['#d8d2bd', '#e5e0cd', '#f2eddc'],
    near: ['#5f7a4d', '#2d4232'],
    light: '#e9c46a',
    accent: '#a3582f',
  },
  ink: {
    sky: ['#1c2733', '#4a5d6e', '#e8e2d4'],
    near: ['#33475b', '#121a22'],
    light: '#f4c95d',
    accent: '#d1495b',
  },
} as const satisfies Record<string, Palette>
export type PaletteName = keyof typeof PALETTES
