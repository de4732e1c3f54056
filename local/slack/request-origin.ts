import type { LocalRequest } from '../aws/local-request.ts';

/** Where the host is reached, as the request says. */
export function originOf({ headers }: LocalRequest): string {
  return `http://${headers['host'] ?? '127.0.0.1'}`;
}

/**
 * Whether a request that changes something comes from the stand-in's own page, or from no page at all: browsers name the page in
 * `Origin` and `Sec-Fetch-Site`, other programs don't.
 */
export function isOwnPage(request: LocalRequest): boolean {
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (origin !== undefined && origin !== originOf(request)) return false;
  return site === undefined || site === 'same-origin' || site === 'none';
}
