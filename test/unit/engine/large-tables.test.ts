import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../src/engine/triage.ts';
import type { Role } from '../../../src/model/input.ts';
import { builtInEngine } from '../../support/built-in-runbooks.ts';

const HEADER = 'State Recv-Q Send-Q Local Address:Port Peer Address:Port Process\n';
/** As files are read. */
const CHUNK_BYTES = 500_000;
const BROKER = '10.0.0.9:5672';

const engine = builtInEngine();

interface Table {
  name: string;
  role?: Role;
  rows: readonly string[];
}

/** Reads tables as the terminal program does: in chunks of whole lines. */
function triage(by: ReturnType<typeof createEngine>, ...tables: Table[]) {
  const run = by.start();
  for (const { rows, ...source } of tables) {
    const input = run.open(source);
    let chunk = HEADER;
    for (const row of rows) {
      chunk += row;
      if (chunk.length < CHUNK_BYTES) continue;
      input.write(new TextEncoder().encode(chunk));
      chunk = '';
    }
    input.write(new TextEncoder().encode(chunk));
    input.end();
  }
  return run.report();
}

const SOCKETS = 40_000;
const client = (i: number) => `10.1.${i % 4}.2:${20_000 + (i >> 2)}`;
const process = ' users:(("worker",pid=63545,fd=9)) timer:(keepalive,1min9sec,0)';
const atBroker = (i: number) => `ESTAB 0 0 ${BROKER} ${client(i)}${process}\n`;
const atClient = (i: number) => `ESTAB 0 0 ${client(i)} ${BROKER}${process}\n`;
const LISTENER = `LISTEN 0 128 0.0.0.0:5672 0.0.0.0:*\n`;
const all = Array.from({ length: SOCKETS }, (_, i) => i);
const [FIRST, MIDDLE, LAST] = [3, 21_007, 39_990];
const lacking = (...gone: number[]) => all.filter((i) => !gone.includes(i));

/** The clients of the connections that one end alone has. */
function oneEnded(...tables: Table[]): unknown {
  const found = triage(engine, ...tables).diagnoses.filter(
    ({ runbook }) => runbook === 'half-open-connection',
  );
  const clientIn = (text: string) => text.split(' ').find((word) => word.startsWith('10.1.')) ?? '';
  return found
    .flatMap(({ evidence }) => evidence.map(({ text }) => clientIn(text)))
    .toSorted((a, b) => (a < b ? -1 : 1));
}

const broker = (rows: readonly string[]): Table => ({
  name: 'broker.txt',
  role: 'broker',
  rows: [LISTENER, ...rows],
});
const clients = (rows: readonly string[]): Table => ({ name: 'client.txt', role: 'client', rows });

describe('a table of more rows than are kept', () => {
  it('is counted with datagrams and second lines between its rows', () => {
    const second = '\t cubic wscale:7,7 rto:204 rtt:0.2/0.1 cwnd:10 bytes_sent:12 lastsnd:900 lastrcv:900\n';
    const rows = all.flatMap((i) => [
      `tcp ${atClient(i)}`,
      second,
      'udp UNCONN 0 0 127.0.0.1:323 0.0.0.0:*\n',
    ]);

    const report = triage(createEngine([]), { name: 'ss.txt', rows });

    expect(report.states).toEqual([{ state: 'ESTABLISHED', count: SOCKETS, host: '' }]);
  });
});

describe('two ends that both have more rows than are kept', () => {
  it('are compared: the connections that one of them lacks are found wherever they stand', () => {
    const there = lacking(FIRST, MIDDLE, LAST);

    expect(oneEnded(broker(there.map(atBroker)), clients(all.map(atClient)))).toEqual(
      [FIRST, MIDDLE, LAST].map(client).toSorted((a, b) => (a < b ? -1 : 1)),
    );
  });

  it('are silent where both have all of them, in another order too', () => {
    expect(oneEnded(broker(all.map(atBroker).toReversed()), clients(all.map(atClient)))).toEqual([]);
  });

  it('are silent where a NAT changed the address and left the ports', () => {
    const ends = (address: string) => all.map((i) => `${address}:${20_000 + i}`);

    expect(
      oneEnded(
        broker(ends('192.0.2.7').map((end) => `ESTAB 0 0 ${BROKER} ${end}\n`)),
        clients(ends('10.1.0.2').map((end) => `ESTAB 0 0 ${end} ${BROKER}\n`)),
      ),
    ).toEqual([]);
  });
});

describe('one end of more rows than are kept', () => {
  const few = Array.from({ length: 300 }, (_, i) => `10.1.9.9:${30_000 + i}`);
  const asked = clients(few.map((end) => `ESTAB 0 0 ${end} ${BROKER}\n`));
  const served = (ends: readonly string[]) =>
    broker([...all.map(atBroker), ...ends.map((end) => `ESTAB 0 0 ${BROKER} ${end}\n`)]);

  it('is compared with a small table of the other end', () => {
    expect(oneEnded(asked, served(few.slice(0, -1)))).toEqual(few.slice(-1));
  });

  it('has all that the small table has', () => {
    expect(oneEnded(served(few), asked)).toEqual([]);
  });
});

it('the ports that a destination takes are counted of all rows', () => {
  const closed = all
    .slice(0, 27_000)
    .map(
      (i) =>
        `TIME-WAIT 0 0 10.1.0.2:${32_768 + i} ${BROKER} timer:(timewait,${i % 3 === 0 ? 55 : 20}sec,0)\n`,
    );

  const [first] = triage(engine, { name: 'ss.txt', rows: closed }).diagnoses;

  expect(first?.why.join('\n')).toContain('27000 sockets in TIME_WAIT to 10.0.0.9:5672');
  expect(JSON.stringify(first)).toContain('holds 27,000 of 28,232 ports');
});
