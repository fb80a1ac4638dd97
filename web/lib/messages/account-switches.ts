import { formatNumber } from '../format.ts'

/** Words of the switches of the whole account. */
export const accountSwitches = {
  title: 'Account switches',
  intro:
    'For the whole account, at once: for every desk, every site and every link there is. The Images API does not tell what is set, so the state is read from how the newest public image is delivered.',
  on: 'On',
  off: 'Off',
  unknown: 'Unknown',
  readAt: (time: string, billed: number) =>
    billed === 0
      ? `Read from deliveries at ${time}`
      : `Read from deliveries at ${time}; ${billed === 1 ? '1 was' : `${formatNumber(billed)} were`} billed`,
  noPicture: 'There is no public image to read the state from.',
  noAnswer: 'The delivery host told nothing. The switches can be set all the same.',
  readFailed: 'The state could not be read.',
  lookAgain: 'Look again',
  looking: 'Looking',
  notYet:
    'The account took the change, but deliveries do not show it yet: caches may hold the old state for a while.',
  flexible: {
    name: 'Flexible variants',
    meaning:
      'Options in delivery URLs: any size, crop and format of any public image without a named variant.',
    switchOn: 'Switch on',
    switchOff: 'Switch off',
    onTitle: 'Switch flexible variants on?',
    onBody:
      'From then on anyone can ask for any size of any public image by writing it into the URL, and each is a delivery that is billed. Private images stay as they are: their links cannot have options.',
    offTitle: 'Switch flexible variants off?',
    offBody:
      'Every link with options stops working at once, on every site that uses one: the picture is answered with an error. Links with named variants stay.',
    nowOn: 'Flexible variants are on',
    nowOff: 'Flexible variants are off',
  },
  ttl: {
    name: 'Browser cache',
    meaning:
      'How long a browser keeps a public picture before it asks again. A variant with a time of its own keeps it; private images follow their expiry.',
    hours: 'Hours',
    hint: (duration: string) => `That is ${duration}. Between 1 and 8,760 hours; 48 unless set.`,
    fault: 'Between 1 and 8,760 hours.',
    set: 'Set',
    title: (duration: string) => `Keep pictures in browsers for ${duration}?`,
    longer:
      'A browser that has a picture does not ask for it again until then: after you delete or change an image, people may see the old one for as long. Fewer deliveries are billed.',
    shorter:
      'Browsers ask again sooner, so that changes are seen sooner and more deliveries are billed. What browsers hold already stays for the time it was given.',
    now: (duration: string) => `Browsers keep pictures for ${duration} from now on`,
  },
  credentials: {
    name: 'Content credentials',
    meaning:
      'Whether delivered pictures keep the record of where they come from (C2PA) and have each change added to it. No delivery shows this, so the state stays unknown.',
    keep: 'Keep',
    drop: 'Drop',
    keepTitle: 'Keep content credentials?',
    keepBody:
      'Delivered pictures carry the record they were uploaded with, extended by what was done to them. Files get a little larger, and whoever looks can read who made the picture where it says so.',
    dropTitle: 'Drop content credentials?',
    dropBody: 'Delivered pictures lose the record of where they come from. What is stored stays as it is.',
    nowKept: 'Content credentials are kept',
    nowDropped: 'Content credentials are dropped',
    setHere: (value: string) => `Set from this page: ${value.toLowerCase()}`,
  },
} as const
