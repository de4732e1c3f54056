import type { Incident } from '../../model/incident.ts';
import { cut, cutRaw } from '../cut.ts';
import { seenCount } from '../seen-count.ts';
import { concernedNames } from './concerned-names.ts';
import { inlineCode, moment, plain, timeOfDay } from './mrkdwn.ts';

const DAY_MS = 86_400_000;
/** What a source belongs to that the configuration does not name: it tells nothing. */
const NO_SYSTEM = 'default';

/**
 * Whom an incident concerns, the name that a person knows before the address: `*orders-worker* 10.0.0.1`, `host app01`, `40 clients:
 * a, b and 38 more`. `most` bounds the names.
 */
export function whom({ labels, diagnosis, system }: Incident, most: number): string {
  const { runbook: _r, severity: _s, system: _y, ...identity } = labels;
  const name = nameOfClient(diagnosis.facts);
  const many = (diagnosis.concerns ?? []).map((concerned) => concernedNames(concerned, most));
  const single = Object.entries(identity)
    .filter(([label]) => label !== 'clientName')
    .map(([label, value]) =>
      label === 'client' && name
        ? inlineCode(cutRaw(value, 120))
        : `${plain(label)} ${inlineCode(cutRaw(value, 120))}`,
    );
  const named = name && many.length === 0 ? [`*${plain(cutRaw(name, 80))}*`] : [];
  const { product } = diagnosis.facts;
  return [
    ...named,
    ...many,
    ...single,
    ...(typeof product === 'string' ? [plain(cut(product, 40))] : []),
    ...(system === NO_SYSTEM ? [] : [plain(cutRaw(system, 80))]),
  ].join(' · ');
}

/** What a client calls itself: the name of its connection. */
function nameOfClient({ clientName }: Incident['diagnosis']['facts']): string | undefined {
  return typeof clientName === 'string' && clientName.trim() !== '' ? clientName : undefined;
}

/** Since when, until when, and how much was seen: `since Nov 22 8:04 AM, last 8:09 AM, 36 sockets`. */
export function since(incident: Incident): string {
  const { firstSeenMs, lastSeenMs } = incident;
  const seen = seenCount(incident);
  if (lastSeenMs - firstSeenMs < 1_000) return `at ${moment(firstSeenMs)}, ${seen}`;
  const last = lastSeenMs - firstSeenMs < DAY_MS / 2 ? timeOfDay(lastSeenMs) : moment(lastSeenMs);
  return `since ${moment(firstSeenMs)}, last ${last}, ${seen}`;
}

/** The same in a notification, which shows plain text: the name and whom it is about, without formatting. */
export function whomInPlainText(incident: Incident): string {
  return whom(incident, 2).replaceAll('*', '').replaceAll('`', '').replaceAll('\u2060', '');
}
