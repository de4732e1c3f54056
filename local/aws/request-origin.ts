import type { LocalRequest } from './local-request.ts';

/** The names under which this host may be asked; it listens on 127.0.0.1 only. */
const OWN_HOST = /^(?:127\.0\.0\.1|localhost)(:\d+)?$/;

/** Where the app reaches this host: always by its number, whatever name the browser used. */
export function originOf({ headers }: Pick<LocalRequest, 'headers'>): string {
  return `http://127.0.0.1${OWN_HOST.exec(headers['host'] ?? '')?.[1] ?? ''}`;
}

/** Whether a Host header names this machine. A web page may point a name of its own at 127.0.0.1 (DNS rebinding): its requests carry that name. */
export function isOwnHost(host: string | undefined): boolean {
  return OWN_HOST.test(host ?? '');
}

/**
 * Whether a web page of another origin sent the request. Browsers name the page in `Origin` and `Sec-Fetch-Site` (Fetch Metadata
 * Request Headers, W3C) and let no page change either; other programs send neither. A link from elsewhere to the stand-in's page
 * may be followed: it only shows the page, which may not be framed.
 */
export function isCrossSite({ method, path, headers }: Omit<LocalRequest, 'query' | 'body'>): boolean {
  const { origin, host, 'sec-fetch-site': site } = headers;
  const isLink = method === 'GET' && path === '/' && headers['sec-fetch-mode'] === 'navigate';
  if (origin !== undefined && origin !== `http://${host}`) return true;
  return site !== undefined && site !== 'same-origin' && site !== 'none' && !isLink;
}
