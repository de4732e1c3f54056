import { describe, expect, it } from 'vitest';
import { compareEnds } from '../../../../src/detect/derive/compare-ends.ts';
import { cutInputs } from '../../../../src/detect/derive/levels.ts';
import { socketTables } from '../../../../src/detect/derive/machine-tables.ts';
import { tableRowsOf } from '../../../../src/detect/derive/table-rows.ts';
import { twoEnds } from '../../../../src/detect/derive/two-ends.ts';
import type { Observation } from '../../../../src/model/observation.ts';
import { observe } from '../../../../src/observe/observe.ts';
import { count, observation, table } from './rows.ts';

const APP = { role: 'host' } as const;
const BROKER = { role: 'peer' } as const;
const LISTENING = 'LISTEN *:5672 *:*';

function endsOf(rows: readonly Observation[]) {
  return twoEnds(socketTables(tableRowsOf([rows])), cutInputs([rows]));
}

function found(observations: readonly Observation[]): string[] {
  return compareEnds(endsOf(observations)).map(
    ({ fields }) =>
      `${fields['client']} -> ${fields['server']} absent on ${fields['absentOn']}, matched ${fields['matched']}`,
  );
}

describe('comparing both ends', () => {
  it('leaves machines alone that no address of the other is seen on', () => {
    const app = table(APP, 'ESTABLISHED 10.2.0.15:40456 10.2.0.40:5672 node');
    const stranger = table(BROKER, 'ESTABLISHED 10.2.0.16:40457 10.2.0.40:5672 node');
    const broker = table(BROKER, 'ESTABLISHED 10.2.0.40:5672 10.2.0.16:40457 beam.smp');

    expect(endsOf([...app, ...stranger])).toEqual([]);
    expect(endsOf([...app, ...broker])).not.toEqual([]);
  });

  it('finds what a pod holds through the address of a service, and the server in the same network of pods lacks', () => {
    const pod = table(APP, 'ESTABLISHED 10.42.6.9:38410 10.43.7.7:5672 node');
    const broker = table(
      BROKER,
      LISTENING,
      'ESTABLISHED 10.42.1.4:5672 10.42.3.12:50022 beam.smp',
      'ESTABLISHED 10.42.1.4:5672 10.42.8.3:41190 beam.smp',
    );
    const withIt = table(
      BROKER,
      LISTENING,
      'ESTABLISHED 10.42.1.4:5672 10.42.3.12:50022 beam.smp',
      'ESTABLISHED 10.42.1.4:5672 10.42.6.9:38410 beam.smp',
    );

    expect(found([...pod, ...broker])).toEqual([
      '10.42.6.9:38410 -> 10.43.7.7:5672 absent on peer.txt, matched 0',
    ]);
    expect(found([...pod, ...withIt])).toEqual([]);
  });

  it('says nothing of another port, nor of a server whose clients come from another network', () => {
    const broker = table(BROKER, LISTENING, 'ESTABLISHED 10.42.1.4:5672 10.42.3.12:50022 beam.smp');
    const other = table(APP, 'ESTABLISHED 10.42.6.9:38410 10.43.7.7:6379 node');
    const elsewhere = table(APP, 'ESTABLISHED 10.88.6.9:38410 10.43.7.7:5672 node');

    expect(found([...other, ...broker])).toEqual([]);
    expect(found([...elsewhere, ...broker])).toEqual([]);
  });

  it('takes no socket for half-open on which something came in just before a look without a time', () => {
    const app = table(APP, 'ESTABLISHED 10.2.0.15:40456 10.2.0.40:5672 node');
    const broker = table(BROKER, LISTENING);
    const heard = (lastReceivedMs: number) =>
      app.map((row) => ({ ...row, fields: { ...row.fields, lastReceivedMs } }));

    expect(found([...heard(256), ...broker])).toEqual([]);
    expect(found([...heard(90_000), ...broker])).toHaveLength(1);
  });

  it('finds what the client holds and the broker no longer has, over mapped addresses', () => {
    const app = table(
      APP,
      'ESTABLISHED 10.2.0.15:40456 10.2.0.40:5672 node',
      'ESTABLISHED 10.2.0.15:53662 10.2.0.40:5672 node',
    );
    const broker = table(
      BROKER,
      LISTENING,
      'ESTABLISHED [::ffff:10.2.0.40]:5672 [::ffff:10.2.0.15]:53662 beam.smp',
    );

    expect(found([...app, ...broker])).toEqual([
      '10.2.0.15:40456 -> 10.2.0.40:5672 absent on peer.txt, matched 1',
    ]);
    expect(compareEnds(endsOf([...app, ...broker]))[0]).toMatchObject({
      role: 'host',
      verbatim: app[0]?.verbatim,
      fields: { presentOn: 'host.txt', process: 'node', pid: '77', localPort: '40456', peerPort: '5672' },
    });
  });

  it('finds what the broker holds and the client no longer has', () => {
    const app = table(APP, 'ESTABLISHED 10.2.0.15:53662 10.2.0.40:amqp');
    const broker = table(
      BROKER,
      LISTENING,
      'ESTABLISHED 10.2.0.40:5672 10.2.0.15:40456',
      'ESTABLISHED 10.2.0.40:5672 10.2.0.15:53662',
    );

    expect(found([...app, ...broker])).toEqual([
      '10.2.0.15:40456 -> 10.2.0.40:5672 absent on host.txt, matched 1',
    ]);
  });

  it('finds all of them after the server started anew', () => {
    const app = table(
      APP,
      'ESTABLISHED 10.2.0.15:40456 10.2.0.40:5672',
      'ESTABLISHED 10.2.0.15:40457 10.2.0.40:5672',
    );
    const broker = table(BROKER, LISTENING, 'ESTABLISHED 10.2.0.40:22 10.9.0.1:50000');

    expect(found([...app, ...broker])).toHaveLength(2);
  });

  it('does not call a connection unmatched that the other end has in another state', () => {
    const app = table(
      APP,
      'ESTABLISHED 10.2.0.15:40456 10.2.0.40:5672',
      'TIME_WAIT 10.2.0.15:40400 10.2.0.40:5672',
    );
    const broker = table(BROKER, LISTENING, 'CLOSE_WAIT 10.2.0.40:5672 10.2.0.15:40456');

    expect(found([...app, ...broker])).toEqual([]);
  });

  it.each([
    ['only one end was given', []],
    [
      'the peer does not serve that port',
      table(BROKER, 'LISTEN *:8080 *:*', 'ESTABLISHED 10.2.0.40:8080 10.2.0.15:1'),
    ],
    [
      'the peer has them under an address that was translated, with the ports as they were',
      table(
        BROKER,
        LISTENING,
        'ESTABLISHED 10.2.0.40:5672 172.31.0.1:40456',
        'ESTABLISHED 10.2.0.40:5672 172.31.0.1:9',
      ),
    ],
    [
      'the peer is another node than the one connected to',
      table(BROKER, LISTENING, 'ESTABLISHED 10.2.0.41:22 10.9.0.1:50000'),
    ],
    [
      'the peer was looked at an hour later',
      table({ ...BROKER, atMs: 3_600_000 }, LISTENING, 'ESTABLISHED 10.2.0.40:5672 10.2.0.15:9'),
    ],
  ])('stays silent when %s', (_, peer) => {
    const app = table(
      { ...APP, atMs: 0 },
      'ESTABLISHED 10.2.0.15:40456 10.2.0.40:5672',
      'ESTABLISHED 10.2.0.15:9 10.2.0.40:5672',
    );

    expect(found([...app, ...peer])).toEqual([]);
  });

  it("does not miss on a filtered client table what its filter hides, nor other clients' connections", () => {
    const app = table(APP, 'ESTABLISHED 10.2.0.15:50000 10.2.0.40:5672');
    const broker = table(
      BROKER,
      LISTENING,
      'ESTABLISHED 10.2.0.40:5672 10.2.0.15:50000',
      'ESTABLISHED 10.2.0.40:5672 10.2.0.77:40000',
      'ESTABLISHED 10.2.0.40:22 10.2.0.15:40001',
      'ESTABLISHED 127.0.0.1:4369 127.0.0.1:41000',
    );

    expect(found([...app, ...broker])).toEqual([]);
  });

  it("takes the broker's own list of connections as its table", () => {
    const client = table(
      { role: 'client' },
      'ESTABLISHED 10.2.0.15:1001 10.2.0.40:5672',
      'ESTABLISHED 10.2.0.15:1002 10.2.0.40:5672',
    );
    const withServer = observation(
      'broker-connection',
      { role: 'broker' },
      { client: '10.2.0.15:1001', server: '10.2.0.40:5672' },
    );
    const clientOnly = observation('broker-connection', { role: 'broker' }, { client: '10.2.0.15:1001' });

    expect(found([withServer, ...client])).toEqual([
      '10.2.0.15:1002 -> 10.2.0.40:5672 absent on broker.txt, matched 1',
    ]);
    expect(found([clientOnly, ...client])).toEqual([
      '10.2.0.15:1002 -> 10.2.0.40:5672 absent on broker.txt, matched 1',
    ]);
  });

  it.each([
    ["other clients are of the client's network", '10.2.0.15', ['10.2.0.77:40000'], { translation: 'none' }],
    ['both machines are of one network', '10.2.0.15', ['172.31.0.1:1024'], { translation: 'none' }],
    [
      'several strangers may be the client, translated',
      '10.7.0.15',
      ['172.31.0.1:1024', '172.31.9.1:1024'],
      { translation: 'possible', missing: 0 },
    ],
  ])('says how sure it is where %s', (_, own, peers, sureness) => {
    const app = table(APP, `ESTABLISHED ${own}:40456 10.2.0.40:5672`);
    const broker = table(BROKER, LISTENING, ...peers.map((peer) => `ESTABLISHED 10.2.0.40:5672 ${peer}`));

    expect(compareEnds(endsOf([...app, ...broker]))).toMatchObject([{ fields: sureness }]);
  });

  it('counts how many are missing even if all others are translated', () => {
    const app = table(APP, ...[1, 2, 3].map((port) => `ESTABLISHED 10.7.0.15:4000${port} 10.2.0.40:5672`));
    const broker = table(BROKER, LISTENING, 'ESTABLISHED 10.2.0.40:5672 172.31.0.1:1024');

    expect(compareEnds(endsOf([...app, ...broker]))[0]?.fields).toMatchObject({ missing: 2 });
  });

  it('takes as many connections of one stranger for those of a client behind a NAT', () => {
    const app = table(APP, ...[1, 2].map((port) => `ESTABLISHED 10.7.0.15:4000${port} 10.2.0.40:5672`));
    const broker = table(
      BROKER,
      LISTENING,
      ...[1, 2].map((port) => `ESTABLISHED 10.2.0.40:5672 172.31.0.1:102${port}`),
    );

    expect(found([...app, ...broker])).toEqual([]);
  });

  it("finds a translated client by its port in the broker's own list, which does not say where the broker is", () => {
    const app = table({ role: 'client' }, 'ESTABLISHED 10.7.0.15:40001 10.2.0.40:5672');
    const listed = ['172.31.0.1:40001', '172.31.0.1:40002'].map((client) =>
      observation('broker-connection', { role: 'broker' }, { client }),
    );

    expect(found([...listed, ...app])).toEqual([]);
  });

  it("does not look for a client's connection to a balancer in the list of the broker behind it", () => {
    const app = table({ role: 'client' }, 'ESTABLISHED 10.2.0.15:40001 10.2.0.31:5672');
    const listed = observation('broker-connection', { role: 'broker' }, { client: '10.2.0.31:58850' });

    expect(found([listed, ...app])).toEqual([]);
  });

  it('takes what each end has alone for what came and went between two looks, if they were taken apart', () => {
    const app = (atMs: number) => table({ ...APP, atMs }, 'ESTABLISHED 10.2.0.15:40002 10.2.0.40:5672');
    const broker = table({ ...BROKER, atMs: 0 }, LISTENING, 'ESTABLISHED 10.2.0.40:5672 10.2.0.15:40001');

    expect(found([...app(14_000), ...broker])).toEqual([]);
    expect(found([...app(0), ...broker])).toHaveLength(2);
  });

  it("takes a database's sessions as the table of its end", () => {
    const app = table(
      { role: 'client' },
      'ESTABLISHED 10.2.0.15:1001 10.2.0.40:5432',
      'ESTABLISHED 10.2.0.15:1002 10.2.0.40:5432',
    );
    const session = observation(
      'session',
      { role: 'broker' },
      { product: 'postgresql', client: '10.2.0.15:1001' },
    );

    expect(found([session, ...app])).toEqual([
      '10.2.0.15:1002 -> 10.2.0.40:5432 absent on broker.txt, matched 1',
    ]);
  });

  it('compares two machines of one paste, which no role tells apart', () => {
    const paste = { role: 'host', input: 'paste.txt' } as const;
    const worker = table({ ...paste, snapshot: 's1' }, 'ESTABLISHED 10.2.0.15:1001 10.2.0.40:5672');
    const broker = table(
      { ...paste, snapshot: 's2', command: 'ss -tan' },
      LISTENING,
      'ESTABLISHED 10.2.0.40:5672 10.2.0.16:1',
    );

    expect(found([...worker, ...broker])).toEqual([
      '10.2.0.15:1001 -> 10.2.0.40:5672 absent on 10.2.0.40, matched 0',
    ]);
  });

  it('names a list of clients in the same paste by what it is, not by the paste', () => {
    const paste = [
      'ESTAB 0 0 10.2.0.15:51832 10.2.0.40:5672 users:(("java",pid=2213,fd=61))',
      '',
      '$ rabbitmqctl list_connections peer_host peer_port state',
      'Listing connections ...',
      '10.2.0.22\t40110\trunning',
    ].join('\n');

    const { observations } = observe(paste, { name: 'paste.txt' });

    expect(found(observations)).toEqual([
      "10.2.0.15:51832 -> 10.2.0.40:5672 absent on the broker's list, matched 0",
    ]);
  });

  it('misses nothing in a table whose rows were dropped for their number', () => {
    const app = table(
      APP,
      'ESTABLISHED 10.2.0.15:1 10.2.0.40:5672',
      'ESTABLISHED 10.2.0.15:2 10.2.0.40:5672',
    );
    const broker = table(BROKER, LISTENING, 'ESTABLISHED 10.2.0.40:5672 10.2.0.15:2');
    const all = count({ ...BROKER, source: 'rows', snapshot: 'peer.txt#all' }, 'ESTABLISHED', 900);

    expect(found([...app, ...broker, all])).toEqual([]);
  });

  it('compares only the last of several snapshots', () => {
    const early = table(
      { ...APP, snapshot: 's1', atMs: 1000 },
      'ESTABLISHED 10.2.0.15:1 10.2.0.40:5672',
      'ESTABLISHED 10.2.0.15:2 10.2.0.40:5672',
    );
    const late = table({ ...APP, snapshot: 's2', atMs: 9000 }, 'ESTABLISHED 10.2.0.15:2 10.2.0.40:5672');
    const broker = table({ ...BROKER, atMs: 9000 }, LISTENING, 'ESTABLISHED 10.2.0.40:5672 10.2.0.15:2');

    expect(found([...early, ...late, ...broker])).toEqual([]);
  });
});

describe('a server as lsof shows it', () => {
  const app = table(
    APP,
    'ESTABLISHED 10.2.0.15:40456 10.2.0.40:5672 node',
    'ESTABLISHED 10.2.0.15:40457 10.2.0.40:5672 node',
  );
  const byLsof = (...rows: string[]) =>
    table(BROKER, LISTENING, ...rows).map((row) => ({ ...row, fields: { ...row.fields, source: 'lsof' } }));

  it('may not have accepted a connection, where it does not close what its peers closed', () => {
    const frozen = byLsof('CLOSE_WAIT 10.2.0.40:5672 10.2.0.15:40456 beam.smp');

    expect(found([...app, ...frozen])).toEqual([]);
  });

  it('lacks a connection where it is at work', () => {
    const atWork = byLsof('ESTABLISHED 10.2.0.40:5672 10.2.0.15:40456 beam.smp');

    expect(found([...app, ...atWork])).toEqual([
      expect.stringContaining('10.2.0.15:40457 -> 10.2.0.40:5672'),
    ]);
  });
});
