import { describe, expect, it } from 'vitest';
import { fieldsOf, readBlocks } from './read-blocks.ts';

const COLUMNS = ['product', 'client', 'clientName', 'user'] as const;

describe('lists of clients', () => {
  it('are read from connz of NATS, each from its own lines, without those that are closed', () => {
    const blocks = readBlocks(`
{
  "server_id": "NBX",
  "num_connections": 2,
  "connections": [
    {
      "cid": 71,
      "ip": "10.9.4.2",
      "port": 41220,
      "name": "meter"
    },
    {
      "cid": 60,
      "ip": "10.9.4.3",
      "port": 39114,
      "stop": "2026-03-01T04:10:00Z",
      "reason": "Client Closed"
    },
    {
      "cid": 72,
      "ip": "2001:db8::4",
      "port": 50110
    }
  ]
}
`);

    expect(fieldsOf(blocks, ...COLUMNS)).toEqual([
      'nats 10.9.4.2:41220 meter -',
      'nats [2001:db8::4]:50110 - -',
    ]);
    expect(blocks.observations.map(({ at }) => [at.line, at.endLine])).toEqual([
      [5, 10],
      [18, 22],
    ]);
  });

  it('are read from connz that was cut off', () => {
    const blocks = readBlocks(
      '{\n "num_connections": 9,\n "connections": [\n  {"cid": 3, "ip": "10.9.4.2", "port": 41220},\n  {"cid": 4, "ip": "10.9',
    );

    expect(fieldsOf(blocks, ...COLUMNS)).toEqual(['nats 10.9.4.2:41220 - -']);
  });

  it("are read from EMQX's command and its API, without those that are not connected", () => {
    const cli = readBlocks(
      [
        'a, username=undefined, peername=10.9.5.1:40100, keepalive=60, connected=true',
        'b, username=u, peername=10.9.5.2:40200, keepalive=60, connected=false',
        'c, username=u, peername=10.9.5.3:40300, keepalive=60, connected=true',
      ]
        .map((one) => `Client(${one})\n`)
        .join(''),
    );
    const api = readBlocks(
      JSON.stringify({
        data: [
          { clientid: 'a', connected: true, ip_address: '10.9.5.1', port: 40_100 },
          { clientid: 'b', connected: false, ip_address: '10.9.5.2', port: 40_200 },
        ],
        meta: { count: 2 },
      }),
    );

    expect(fieldsOf(cli, ...COLUMNS)).toEqual(['mqtt 10.9.5.1:40100 a -', 'mqtt 10.9.5.3:40300 c u']);
    expect(fieldsOf(api, ...COLUMNS)).toEqual(['mqtt 10.9.5.1:40100 a -']);
  });

  it('are read from the session table of VerneMQ', () => {
    const blocks = readBlocks(`
+-----------+-----------+-----------+-----------+
| client_id | is_online | peer_host | peer_port |
+-----------+-----------+-----------+-----------+
| pump-1    | true      | 10.9.6.1  | 40100     |
| pump-2    | false     |           |           |
+-----------+-----------+-----------+-----------+
`);

    expect(fieldsOf(blocks, ...COLUMNS)).toEqual(['mqtt 10.9.6.1:40100 pump-1 -']);
  });
});

it('reads columns of connections that jq kept as arrays, or with tabs', () => {
  const command =
    '$ rabbitmqctl -q list_connections client_properties state last_blocked_by --formatter json | jq -c .';
  const rows = '["meter-in","blocking","resource",40]\n["meter-out","running",null,0]';

  expect(fieldsOf(readBlocks(`${command}\n${rows}`), 'clientName', 'state')).toEqual([
    'meter-in blocking',
    'meter-out running',
  ]);
  expect(readBlocks(`$ jq -c . jobs.json\n${rows}`).observations).toEqual([]);
});
