/** Words of the team's own delivery domain. */
export const deliveryDomain = {
  title: 'Delivery domain',
  intro:
    'Copied links can stand on a domain of your own instead of the one of the Images API. For everybody at this desk. Links that are out already stay as they are.',
  domain: 'Domain',
  hint: 'A host name, such as images.example.com. Empty for none.',
  save: 'Save',
  remove: 'Use none',
  saved: (domain: string) => `Links are copied on ${domain} from now on`,
  removed: 'Links are copied as the Images API gives them',
  none: 'None is set: links are copied as the Images API gives them.',
  now: 'A copied link looks like this',
  tryIt: 'Try it',
  trying: 'Trying',
  tryFirst: 'Save the domain first, then try it.',
  tryHint: 'The desk asks for one public image through the domain. That is one billed delivery.',
  setUp: 'What has to be set up at Cloudflare',
  steps: [
    'The domain belongs to a zone of the same Cloudflare account as the images.',
    'Its DNS record is proxied (the orange cloud), with a certificate for the name.',
    'Nothing rewrites or blocks /cdn-cgi/imagedelivery/ on it: every proxied zone answers there by itself.',
  ],
  signed:
    'Signed links stay where the Images API has them: which path a signature covers on another domain is not documented, so the desk does not guess.',
  worked: (domain: string, what: string) => `${domain} delivered the picture: ${what}.`,
  size: (width: number, height: number) => `${width} × ${height} px`,
  askedFor: 'Asked for',
  faults: {
    no_name: 'The name is not known. Add the DNS record, and wait until it has spread.',
    not_public: 'The name leads to an address that is not public. The desk does not ask there.',
    no_answer: 'The host does not answer. Check that the DNS record is proxied.',
    certificate: 'The certificate is not valid for this name. Check the certificate of the zone.',
    redirect: 'The host redirects instead of delivering. Take /cdn-cgi/ out of the redirect rules.',
    refused:
      'The host answers without the picture. Check that the zone is in the same account as the images.',
    no_picture: 'The host answers with something that is no picture. Check what the name leads to.',
  },
  said: (text: string) => `It said: ${text}`,
} as const
