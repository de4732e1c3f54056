import type { LocalRequest } from './local-request.ts';

/** A request as an HTTP API hands it to a function (payload format 2.0), its body in base64 so that every byte arrives. */
export function toHttpEvent({ method, path, query, headers, body }: LocalRequest): Record<string, unknown> {
  return {
    version: '2.0',
    routeKey: `${method} ${path}`,
    rawPath: path,
    rawQueryString: query.toString(),
    headers,
    requestContext: { http: { method, path, sourceIp: '127.0.0.1' } },
    body: body.toString('base64'),
    isBase64Encoded: true,
  };
}
