/** The decoded body of a request, or why it can't be decoded and with which status to answer. */
export type DecodedBody =
  | { ok: true; body: Record<string, unknown> }
  | { ok: false; status: number; code: string; detail: string; hint: string };

/** Slack's largest payloads (views) are 250 kB. */
const MAX_BYTES = 1 << 20;

/** Whether a body is larger than anything Slack sends. */
export function isTooLarge(rawBody: Uint8Array): boolean {
  return rawBody.length > MAX_BYTES;
}

/** Decodes Slack's two content types, with or without a charset: a form (commands; `payload` for interactivity) or JSON (events). */
export function decodeBody(contentType: string | undefined, rawBody: Uint8Array): DecodedBody {
  const type = (contentType ?? '').split(';')[0]?.trim().toLowerCase();
  const text = new TextDecoder().decode(rawBody);
  if (type === 'application/json') return parseObject(text, 'The body');
  if (type !== 'application/x-www-form-urlencoded') {
    const detail = `Slack does not send the content type "${type?.slice(0, 80) ?? ''}".`;
    const hint = 'Send application/json or application/x-www-form-urlencoded.';
    return { ok: false, status: 415, code: 'content-type-unknown', detail, hint };
  }
  const form = Object.fromEntries(new URLSearchParams(text));
  return typeof form['payload'] === 'string'
    ? parseObject(form['payload'], 'The payload')
    : { ok: true, body: form };
}

function parseObject(text: string, what: string): DecodedBody {
  const refused = { ok: false, status: 400, code: 'json-malformed', hint: 'Send one JSON object.' } as const;
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null && !Array.isArray(body))
      return { ok: true, body: body as Record<string, unknown> };
    return { ...refused, detail: `${what} is JSON, but not an object.` };
  } catch {
    return { ...refused, detail: `${what} is not JSON.` };
  }
}
