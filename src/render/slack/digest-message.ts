import type { MessageContent } from '../../model/chat-message.ts';
import { isoTime } from '../../model/iso-time.ts';
import { cut } from '../cut.ts';
import { context, header, message, section } from './blocks.ts';
import { inlineCode, moment, plain } from './mrkdwn.ts';

const MOST_LINES = 30;
const MOST_IDS = 4;

/** What a digest shows for one incident. */
export interface DigestedIncident {
  id: string;
  runbook: string;
  title: string;
  system: string;
  count: number;
  state: 'open' | 'resolved';
}

/** One card for all incidents beyond a channel's card budget, grouped by runbook and system. */
export function renderDigest({
  incidents,
  fromMs,
  budget,
}: {
  channel: string;
  incidents: readonly DigestedIncident[];
  fromMs: number;
  budget: number;
}): MessageContent {
  const groups = new Map<string, DigestedIncident[]>();
  for (const incident of incidents) {
    const key = `${incident.runbook}\u0000${incident.system}`;
    const members = groups.get(key);
    if (members) members.push(incident);
    else groups.set(key, [incident]);
  }
  const ranked = [...groups.values()].toSorted(
    (a, b) => b.length - a.length || ((a[0]?.runbook ?? '') < (b[0]?.runbook ?? '') ? -1 : 1),
  );
  const open = incidents.filter(({ state }) => state === 'open').length;
  const said = `${incidents.length} more incidents since ${isoTime(fromMs)}, ${open} open`;
  const lines = ranked.slice(0, MOST_LINES).map(describe);
  const left = ranked.slice(MOST_LINES).reduce((sum, members) => sum + members.length, 0);
  return message(said, [
    header(`🌊 ${incidents.length} more incidents, ${open} open`),
    section(
      `More than ${budget} new incidents reached this channel since ${moment(fromMs)}. These have no card of their own:`,
    ),
    ...lines.map((line) => section(line)),
    ...(left > 0 ? [context(`and ${left} more of other kinds`)] : []),
  ]);
}

function describe(members: readonly DigestedIncident[]): string {
  const [first] = members;
  const times = members.reduce((sum, { count }) => sum + count, 0);
  const ids = members.slice(0, MOST_IDS).map(({ id }) => inlineCode(id));
  const more = members.length > MOST_IDS ? ` and ${members.length - MOST_IDS} more` : '';
  return cut(
    `*${members.length}×* ${plain(first?.title ?? '')} (${plain(first?.system ?? '')}), seen ${times} times: ${ids.join(', ')}${more}`,
    300,
  );
}
