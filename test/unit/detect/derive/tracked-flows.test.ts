import { describe, expect, it } from 'vitest';
import { builtInEngine } from '../../../support/built-in-runbooks.ts';
import { triageWith } from '../../../support/triage-text.ts';

const engine = builtInEngine();
const SERVER = '10.9.0.40';

/** What `ss -tnp` shows on the client's machine. */
const onClient = (...ports: number[]) =>
  ports
    .map((port) => `ESTAB 0 0 10.3.0.15:${port} 203.0.113.80:5672 users:(("node",pid=77,fd=2))\n`)
    .join('');

/** What it shows on the server, which has another address and knows clients by the gateway's. */
const onServer = (...ports: number[]) =>
  [
    'LISTEN 0 128 *:5672 *:* users:(("beam.smp",pid=7,fd=20))\n',
    ...ports.map((port) => `ESTAB 0 0 ${SERVER}:5672 10.9.0.1:${port} users:(("beam.smp",pid=7,fd=3))\n`),
  ].join('');

/** The gateway's list: the client's port, and the one that it gave in its place. */
const tracked = (...ports: (readonly [client: number, given: number])[]) =>
  ports
    .map(
      ([port, given]) =>
        `tcp 6 431990 ESTABLISHED src=10.3.0.15 dst=203.0.113.80 sport=${port} dport=5672 src=${SERVER} dst=10.9.0.1 sport=5672 dport=${given} [ASSURED] mark=0 use=1\n`,
    )
    .join('');

function causes(...texts: Parameters<typeof triageWith>[1][]): string[] {
  return triageWith(engine, ...texts).diagnoses.map(
    ({ runbook, facts }) => `${runbook} ${String(facts['local'])}`,
  );
}

describe('two ends that a gateway gives other addresses and ports, with its list of tracked connections', () => {
  const client = { role: 'host', text: onClient(4001, 4002, 4003) } as const;
  const list = tracked([4001, 1024], [4002, 1025], [4003, 1026]);

  it('have the same connections: nothing is wrong', () => {
    expect(causes(client, { role: 'peer', text: onServer(1024, 1025, 1026) }, list)).toEqual([]);
  });

  it('show the one that the server has lost, which cannot be told without the list', () => {
    const server = { role: 'peer', text: onServer(1024, 1026) } as const;

    expect(causes(client, server, list)).toEqual(['half-open-connection 10.3.0.15:4002']);
    expect(causes(client, server)).toEqual([]);
  });

  it('show the one that the client has lost', () => {
    const kept = { role: 'host', text: onClient(4001, 4003) } as const;
    const server = { role: 'peer', text: onServer(1024, 1025, 1026) } as const;

    expect(causes(kept, server, list)).toEqual([`half-open-connection ${SERVER}:5672`]);
  });
});

describe('one end with the list of its gateway', () => {
  it('shows what the gateway has forgotten of the client’s connections', () => {
    expect(causes(onClient(4001, 4002, 4003), tracked([4001, 1024], [4003, 1026]))).toEqual([
      'idle-connection-dropped 10.3.0.15:4002',
    ]);
  });

  it('shows what it has forgotten of the server’s, under the addresses that it gives', () => {
    expect(causes(onServer(1024, 1025, 1026), tracked([4001, 1024], [4003, 1026]))).toEqual([
      `idle-connection-dropped ${SERVER}:5672`,
    ]);
  });

  it('shows what it has forgotten where it tracks several neighbours of the client to that server', () => {
    const neighbour = (last: number) => tracked([4001, 1024]).replaceAll('10.3.0.15', `10.3.0.${last}`);
    const alone = onClient(4002);

    expect(causes(alone, neighbour(16) + neighbour(17))).toEqual(['idle-connection-dropped 10.3.0.15:4002']);
    expect(causes(alone, neighbour(16))).toEqual([]);
    expect(causes(alone.replaceAll('10.3.0.15', '10.8.0.15'), neighbour(16) + neighbour(17))).toEqual([]);
  });

  it.each([
    ['one entry may be all that was asked for', tracked([4001, 1024])],
    [
      'the list has others than these two',
      tracked([4001, 1024], [4003, 1026]).replaceAll('10.3.0.15', '10.3.0.99'),
    ],
    [
      'it is what changes, not what is there',
      tracked([4001, 1024], [4003, 1026])
        .split('\n')
        .map((line) => line && `[UPDATE] ${line}`)
        .join('\n'),
    ],
  ])('shows nothing where %s', (_, list) => {
    expect(causes(onClient(4001, 4002, 4003), list)).toEqual([]);
  });

  it('shows nothing of what something came in on just now', () => {
    const heard = '\t cubic rto:204 rtt:0.4/0.2 lastsnd:900 lastrcv:900 lastack:900\n';
    const table = onClient(4001, 4002, 4003).replaceAll('\n', `\n${heard}`);

    expect(causes(table, tracked([4001, 1024], [4003, 1026]))).toEqual([]);
  });
});
