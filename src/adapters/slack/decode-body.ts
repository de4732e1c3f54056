/** What a verified request says, or why it can't be read and with which status to answer. */
export type Decoded =
  | { ok: true; body: Record<string, unknown> }
  | { ok: false; status: number; code: string; message: string; hint: string };

/** Slack's largest payloads (views) are 250 kB. */
const LARGEST_BYTES = 1 << 20;

/** Whether a body is too large to be looked at. */
export function isTooLarge(rawBody: Uint8Array): boolean {
  return rawBody.length > LARGEST_BYTES;
}

/** Decodes Slack's two content types, with or without a charset: a form (commands; `payload` for interactivity) or JSON (events). */
export function decodeBody(contentType: string | undefined, rawBody: Uint8Array): Decoded {
  const type = (contentType ?? '').split(';')[0]?.trim().toLowerCase();
  const text = new TextDecoder().decode(rawBody);
  if (type === 'application/json') return parseObject(text, 'the body');
  if (type !== 'application/x-www-form-urlencoded') {
    const message = `content type "${type?.slice(0, 80) ?? ''}" is none that Slack sends`;
    const hint = 'Send application/json or application/x-www-form-urlencoded.';
    return { ok: false, status: 415, code: 'content-type-unknown', message, hint };
  }
  const form = Object.fromEntries(new URLSearchParams(text));
  return typeof form['payload'] === 'string'
    ? parseObject(form['payload'], 'payload')
    : { ok: true, body: form };
}

function parseObject(text: string, what: string): Decoded {
  const refused = { ok: false, status: 400, code: 'json-malformed', hint: 'Send one JSON object.' } as const;
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null && !Array.isArray(body))
      return { ok: true, body: body as Record<string, unknown> };
    return { ...refused, message: `${what} is JSON, but no object` };
  } catch {
    return { ...refused, message: `${what} is not JSON` };
  }
}
