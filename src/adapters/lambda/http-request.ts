import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

/** A request as a function sees it: bytes as they came, header names in lower case. */
export interface HttpRequest {
  method: string;
  path: string;
  headers: Readonly<Record<string, string | undefined>>;
  rawBody: Uint8Array;
}

/** Takes the request out of an HTTP API's event (payload format 2.0). */
export function toHttpRequest(event: Partial<APIGatewayProxyEventV2>): HttpRequest {
  const { headers = {}, body = '', isBase64Encoded, rawPath = '/', requestContext } = event;
  return {
    method: requestContext?.http?.method ?? 'POST',
    path: rawPath,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    rawBody: Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8'),
  };
}

/** An answer as the HTTP API wants it; objects become JSON. */
export function toHttpResult(
  status: number,
  body: string | object,
  headers: Record<string, string> = {},
): APIGatewayProxyStructuredResultV2 {
  const isText = typeof body === 'string';
  const type = isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8';
  return {
    statusCode: status,
    headers: { 'content-type': type, ...headers },
    body: isText ? body : JSON.stringify(body),
  };
}
