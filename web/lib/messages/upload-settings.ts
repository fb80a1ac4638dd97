/** Words of the settings about uploads. */
export const uploadSettings = {
  title: 'Uploads',
  way: 'Way of uploading',
  intro: 'For everybody at this desk. Uploads that are on their way stay on the way they took.',
  ways: {
    through_desk: {
      name: 'Through the desk',
      meaning:
        'Every file passes through the desk, which checks it and learns its size, hash and pixels as it passes. Files leave from the desk’s address only.',
    },
    direct: {
      name: 'Straight to the Images API',
      meaning:
        'The browser sends each file to a one-time address that the desk asks for. Good when the desk’s own line is slow; every colleague’s network must let the upload host through.',
    },
  },
  saved: (way: string) => `Uploads go this way now: ${way}`,
} as const
