import type { HalfopenError } from '../errors.ts';
import type { Incident, Notified, RefusedContent } from '../model/incident.ts';
import { isNoticeKey } from '../model/notice-key.ts';

const FIRST_WAIT_MS = 30_000;
/** Reminders wait for the next try too, so it is not far. */
const LONGEST_WAIT_MS = 15 * 60_000;
/** What Slack refuses of an incident that is over is given up after this time. */
const GIVEN_UP_MS = 86_400_000;

/** Whether Slack refused what a message shows, so that a plainer one may be taken. */
export function isContentRefused(failure: HalfopenError | undefined): failure is HalfopenError {
  return failure?.code === 'slack-content-refused';
}

/** The record of content that Slack has just refused, once more where it is known. */
export function refusedAgain(
  known: RefusedContent | undefined,
  { message, hint }: Pick<HalfopenError, 'message' | 'hint'>,
  nowMs: number,
): RefusedContent {
  const times = (known?.times ?? 0) + 1;
  const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (times - 1));
  return { times, sinceMs: known?.sinceMs ?? nowMs, untilMs: nowMs + waitMs, message, hint };
}

/** The record, while the content is not to be tried again yet. */
export function heldBack(refused: RefusedContent | undefined, nowMs: number): RefusedContent | undefined {
  return refused && refused.untilMs > nowMs ? refused : undefined;
}

/** What of an incident's messages is not to be tried again yet. A notice counts for nothing here: it is posted once, plain or not. */
export function allHeldBack(
  { refused = {} }: Pick<Notified, 'refused'>,
  nowMs: number,
): Readonly<Record<string, RefusedContent>> {
  const held = Object.entries(refused).filter(([key, one]) => !isNoticeKey(key) && heldBack(one, nowMs));
  return Object.fromEntries(held);
}

/** Whether what is held back will be tried again. */
export function isWorthAnotherTry(
  { state }: Pick<Incident, 'state'>,
  held: readonly RefusedContent[],
  nowMs: number,
): boolean {
  return held.some(({ sinceMs }) => state === 'open' || nowMs - sinceMs < GIVEN_UP_MS);
}
