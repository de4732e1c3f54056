import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** A request as a function sees it: bytes as they came, header names in lower case. */
export interface HttpRequest {
  headers: Readonly<Record<string, string | undefined>>;
  rawBody: Uint8Array;
  /** When the HTTP API received it, epoch milliseconds: earlier than the function saw it, above all on a cold start. */
  receivedMs?: number;
}

/** An HTTP answer; the content type stands among its headers. */
export interface HttpAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** An answer in plain text, or without a body. */
export function textAnswer(status: number, body = ''): HttpAnswer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
}

/** An answer in JSON. */
export function jsonAnswer(status: number, value: object): HttpAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(value),
  };
}

/**
 * The one shape of an HTTP error (RFC 9457): `type` names the problem as a URN that ends with `code`, `title` is the code in words,
 * `detail` says what was found in this request, and `hint` what to do about it.
 */
export function problemAnswer(
  status: number,
  { code, detail, hint }: { code: string; detail: string; hint: string },
  headers: Record<string, string> = {},
): HttpAnswer {
  const title = `${code.charAt(0).toUpperCase()}${code.slice(1).replaceAll('-', ' ')}`;
  const problem = { type: `urn:halfopen:problem:${code}`, title, status, detail, hint };
  return {
    status,
    headers: { 'content-type': 'application/problem+json', ...headers },
    body: JSON.stringify(problem),
  };
}

/** Takes the request out of an HTTP API's event (payload format 2.0). */
export function toHttpRequest(event: Partial<APIGatewayProxyEventV2>): HttpRequest {
  const { headers = {}, body = '', isBase64Encoded, requestContext } = event;
  const receivedMs = requestContext?.timeEpoch;
  return {
    ...(receivedMs === undefined ? {} : { receivedMs }),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    rawBody: Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8'),
  };
}

/** The result of a function behind an HTTP API (payload format 2.0). */
export interface HttpResult {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}

/** An answer as the HTTP API takes it. */
export function toHttpResult({ status, headers, body }: HttpAnswer): HttpResult {
  return { statusCode: status, headers, body };
}
