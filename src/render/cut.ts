import { redactStart } from '../redact/redact.ts';

/** Cuts text to a length in UTF-16 units, never inside a surrogate pair, an escaped character or an angle-bracket token; `…` shows the cut. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  let end = most - 1;
  const tail = text.slice(Math.max(0, end - 12), end);
  const entity = /&[a-z]{0,4}$/.exec(tail);
  if (entity) end -= entity[0].length;
  const token = text.lastIndexOf('<', end - 1);
  if (token >= 0 && text.indexOf('>', token) >= end) end = token;
  if (/[\ud800-\udbff]/.test(text[end - 1] ?? '')) end--;
  return `${text.slice(0, end)}…`;
}

/** Cuts untrusted text. Secrets are masked first, because a secret cut in half is no longer recognised. */
export function cutRaw(text: string, most: number): string {
  return cut(redactStart(text), most);
}
