import type { Block, MessageContent } from '../../../model/chat-message.ts';
import type { Silence } from '../../../model/silence.ts';
import { cut, cutRaw } from '../../cut.ts';
import { button, header, message, section } from '../blocks.ts';
import { inlineCode, moment, person, plain } from '../mrkdwn.ts';

const MOST_LISTED = 20;

/** Silences or maintenance windows, active and planned, each with a button that ends it. */
export function renderSilenceList(
  silences: readonly Silence[],
  nowMs: number,
  kind: 'silence' | 'maintenance',
): MessageContent {
  const what = kind === 'maintenance' ? 'maintenance window' : 'silence';
  if (silences.length === 0) return message(`No ${what}`, [section(`🔔 No ${what} is active or planned.`)]);
  const title = `${silences.length} ${what}${silences.length > 1 ? 's' : ''}`;
  return message(title, [
    header(title),
    ...silences.slice(0, MOST_LISTED).map((silence) => listedSilence(silence, nowMs)),
    ...(silences.length > MOST_LISTED ? [section(`and ${silences.length - MOST_LISTED} more`)] : []),
  ]);
}

/** One silence, with a button that ends it unless it comes from the configuration. */
export function listedSilence(silence: Silence, nowMs: number): Block {
  const text = describeSilence(silence, nowMs);
  if (silence.author === undefined) return section(`${text}\ndefined in halfopen.yml`);
  return { ...section(text), accessory: button('end-silence', 'End it', silence.id) };
}

/** A silence in words. */
export function describeSilence(
  { id, kind, matchers, startMs, endMs, author, reason }: Silence,
  nowMs: number,
): string {
  const labels = Object.entries(matchers).map(([name, value]) => inlineCode(cutRaw(`${name}=${value}`, 100)));
  const by = author ? ` by ${person(author)}` : '';
  const when = startMs > nowMs ? `from ${moment(startMs)} to ${moment(endMs)}` : `until ${moment(endMs)}`;
  return `${kind === 'maintenance' ? '🛠️' : '🔕'} ${labels.join(' ')} ${when}${by}: ${cut(plain(reason), 200)}  ${inlineCode(id)}`;
}
