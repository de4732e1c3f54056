import { describe, expect, it } from 'vitest';
import { printCounts, printTable, type Socket, TABLES } from './forms/socket-tables.ts';
import { builtInEngine } from './support/built-in-runbooks.ts';
import { triageWith } from './support/triage-text.ts';

const engine = builtInEngine();

function verdict(text: string): string | undefined {
  return triageWith(engine, { role: 'host', text }).diagnoses[0]?.runbook;
}

function sockets(count: number, of: (i: number) => Omit<Socket, 'local' | 'remote'>): Socket[] {
  return Array.from({ length: count }, (_, i) => ({
    local: '10.7.0.4',
    remote: `10.7.3.${(i % 200) + 2}`,
    ...of(i),
  }));
}

const served = (i: number) => ({ state: 'ESTABLISHED', localPort: 8080, remotePort: 41000 + i }) as const;
const MACHINES: readonly { is: string; sockets: Socket[]; countable: boolean; noQueues?: boolean }[] = [
  {
    is: 'close-wait-leak',
    countable: true,
    sockets: [
      ...sockets(60, (i) => ({ ...served(i), state: 'CLOSE_WAIT', recvQ: 1 })),
      ...sockets(8, served),
    ],
  },
  {
    is: 'fin-wait-2-stuck',
    countable: true,
    sockets: [...sockets(40, (i) => ({ ...served(i), state: 'FIN_WAIT2' })), ...sockets(6, served)],
  },
  {
    is: 'connect-timeout',
    countable: false,
    sockets: sockets(12, (i) => ({ state: 'SYN_SENT', localPort: 42000 + i, remotePort: 5672, sendQ: 1 })),
  },
  {
    is: 'receiver-not-reading',
    countable: false,
    noQueues: true,
    sockets: sockets(12, (i) => ({ ...served(i), recvQ: 180_000 + i })),
  },
];
/** Tools that print no queues can't show that nobody reads. */
const WITHOUT_QUEUES = new Set(['netstat of Windows', 'lsof -i']);

describe.each(MACHINES)('$is', ({ is, sockets: all, countable, noQueues }) => {
  const tables = TABLES.filter(({ name }) => !noQueues || !WITHOUT_QUEUES.has(name));

  it.each(tables.map((table) => [table.name, table] as const))('is told by %s', (_, table) => {
    expect(verdict(printTable(table, all))).toBe(is);
  });

  it.each(tables.map((table) => [table.name, table] as const))(
    'is told by %s also indented, quoted, without every third row, or twice',
    (_, table) => {
      const text = printTable(table, all);
      const some = printTable(
        table,
        all.filter((_socket, i) => i % 3 !== 0),
      );
      const forms = [text.replaceAll(/^(?=.)/gm, '    '), text.replaceAll(/^/gm, '> '), some, text + text];

      expect(forms.map(verdict)).toEqual([is, is, is, is]);
    },
  );

  it.runIf(countable).each(['number first', 'state first'] as const)('is told by counts, %s', (order) => {
    expect(verdict(printCounts(all, order))).toBe(is);
  });
});
