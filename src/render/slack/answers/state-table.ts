import type { Block } from '../../../model/chat-message.ts';
import type { Report } from '../../../model/diagnosis.ts';
import { cut } from '../cut.ts';
import { bare } from '../mrkdwn.ts';

/** Slack takes 100 rows of 20 columns, one table a message. */
const MOST_ROWS = 30;
const MOST_HOSTS = 6;

/** Sockets by state and machine as a table; nothing where there were none. */
export function stateTable(states: Report['states']): Block[] {
  if (states.length === 0) return [];
  const hosts = [...new Set(states.map(({ host }) => host))].slice(0, MOST_HOSTS);
  const names = [...new Set(states.map(({ state }) => state))].toSorted().slice(0, MOST_ROWS);
  const countOf = (state: string, host: string) =>
    states.find((one) => one.state === state && one.host === host)?.count ?? 0;
  const head = ['State', ...hosts.map((host) => host || 'sockets')];
  const rows = names.map((state) => [state, ...hosts.map((host) => String(countOf(state, host)))]);
  return [
    {
      type: 'table',
      column_settings: [{}, ...hosts.map(() => ({ align: 'right' }))],
      rows: [head, ...rows].map((row) => row.map(cell)),
    },
  ];
}

function cell(text: string) {
  return { type: 'raw_text', text: cut(bare(text), 80) || '–' };
}
