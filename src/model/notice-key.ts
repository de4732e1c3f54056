/** Why a notice is posted once in an incident's thread. */
export type NoticeKind = 'resolved' | 'back' | 'worse' | 'escalate' | 'repeat' | 'remind';

// This prefix stands in Slack's message metadata and in stored incidents. With another one, a notice whose post was
// interrupted could not be found by its metadata, and would be posted a second time.
const PREFIX = 'told/';

/** The message key of a notice, e.g. `told/worse-20`. `n` tells it apart from earlier ones of its kind. */
export function noticeKey(kind: NoticeKind, n: number): string {
  return `${PREFIX}${kind}-${n}`;
}

/** The message key of a step of an escalation, counted from 0: `told/escalate-0`, `told/escalate-0-1`. `n` counts returns. */
export function escalationKey(n: number, step: number): string {
  return step === 0 ? noticeKey('escalate', n) : `${noticeKey('escalate', n)}-${step}`;
}

/** Whether a message key belongs to a notice (of one of these kinds, where any are given), not to the card or its thread. */
export function isNoticeKey(key: string, ...kinds: readonly NoticeKind[]): boolean {
  if (kinds.length === 0) return key.startsWith(PREFIX);
  return kinds.some((kind) => key.startsWith(`${PREFIX}${kind}-`));
}

/** The key without its prefix, as shown to people: `worse-20`; a key that belongs to no notice stays as it is. */
export function nameOfKey(key: string): string {
  return isNoticeKey(key) ? key.slice(PREFIX.length) : key;
}
