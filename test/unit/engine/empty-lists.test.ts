import { describe, expect, it } from 'vitest';
import type { Role } from '../../../src/model/input.ts';
import { builtInEngine } from '../../support/built-in-runbooks.ts';
import { triageWith } from '../../support/triage-text.ts';

const engine = builtInEngine();

interface Given {
  role: Role;
  text: string;
}

function diagnosesOf(...inputs: Given[]) {
  return triageWith(engine, ...inputs).diagnoses;
}

const halfOpen = (...inputs: Given[]) =>
  diagnosesOf(...inputs).find(({ runbook }) => runbook === 'half-open-connection');

const client = (port: number, at = 51_544): Given => ({
  role: 'client',
  text: `svc@app-3:~$ ss -tn dst 10.88.0.20\nState Recv-Q Send-Q Local Address:Port  Peer Address:Port\nESTAB 0      0         10.88.4.31:${at}    10.88.0.20:${port}\n`,
});

const server = (text: string): Given => ({ role: 'broker', text });
const SS_HEADING = 'State  Recv-Q Send-Q Local Address:Port Peer Address:Port Process';

describe('a list that came out empty, beside an established socket of the other end', () => {
  it.each([
    ['rabbitmqctl', 5672, 'root@mq:~# rabbitmqctl list_connections name state\nListing connections ...\n'],
    [
      'rabbitmqctl with its heading',
      5672,
      '$ rabbitmqctl list_connections user peer_host peer_port\nListing connections ...\nuser\tpeer_host\tpeer_port\n\n$ date',
    ],
    ['the management API', 5672, '$ curl -s -u mon:x http://localhost:15672/api/connections\n[]\n'],
    [
      'its list for one client',
      5672,
      'root@mq:~# rabbitmqctl list_connections peer_host peer_port | grep 51544\nroot@mq:~# ',
    ],
    ['ss of one port', 5672, `root@mq:~# ss -tn 'sport = :5672'\n${SS_HEADING}\n`],
    [
      'ss of one client',
      6379,
      `root@cache:~# ss -tn dst 10.88.4.31\n${SS_HEADING}\nroot@cache:~# uptime\n 11:02:01 up 20 min`,
    ],
    ['netstat searched', 3306, 'root@db:~# netstat -tn | grep 10.88.4.31:51544\nroot@db:~# hostname\ndb'],
    ['lsof', 1883, 'root@iot:~# lsof -nP -iTCP@10.88.4.31:51544\nroot@iot:~# exit'],
    [
      'sessions that were counted',
      5432,
      "db=# select count(*) from pg_stat_activity where client_addr='10.88.4.31';\n count \n-------\n     0\n(1 row)\n",
    ],
    ['CLIENT LIST searched', 6379, '$ redis-cli client list | grep 10.88.4.31:51544\n(nothing)\n'],
    [
      'sessions of PostgreSQL',
      5432,
      "db=> select pid, state from pg_stat_activity where client_addr = '10.88.4.31';\n pid | state\n-----+-------\n(0 rows)\n",
    ],
    [
      'sessions of MySQL',
      3306,
      "mysql> select * from information_schema.processlist where host like '10.88.4.31:%';\nEmpty set (0.00 sec)\n",
    ],
  ])('says that the socket is left over: %s', (_, port, text) => {
    const diagnosis = halfOpen(client(port), server(text));

    expect(diagnosis?.facts).toMatchObject({ client: '10.88.4.31:51544', server: `10.88.0.20:${port}` });
    expect(diagnosis?.confidence).toBeGreaterThan(0.8);
  });

  it('says so of a session whose client has no such socket', () => {
    const sessions = server(
      'shop=# select pid, client_addr, client_port, state from pg_stat_activity;\n pid  | client_addr | client_port | state\n------+-------------+-------------+-------\n 4411 | 10.88.4.31  |       51544 | idle\n(1 row)\n',
    );
    const none: Given = {
      role: 'client',
      text: `svc@app-3:~$ hostname -I\n10.88.4.31\nsvc@app-3:~$ ss -tan '( dport = :5432 )'\n${SS_HEADING}\nsvc@app-3:~$ date\nTue Mar  4 10:10:10 UTC 2025\n`,
    };

    expect(halfOpen(sessions, none)?.facts).toMatchObject({ client: '10.88.4.31:51544' });
  });

  it('finds both machines in one paste by their prompts', () => {
    const text = `ops@app-3:~$ ss -tn dst 10.88.0.20\nState Recv-Q Send-Q Local Address:Port Peer Address:Port\nESTAB 0 0 10.88.4.31:51544 10.88.0.20:5672\n\nops@mq-1:~$ ss -tn dst 10.88.4.31\n${SS_HEADING}\nops@mq-1:~$ `;

    expect(triageWith(engine, text).diagnoses[0]?.runbook).toBe('half-open-connection');
  });

  it('is less sure where more was asked for than the connection', () => {
    const some = halfOpen(client(6379), server('$ redis-cli client list | grep name=importer\n(empty)\n'));

    expect(some?.confidence).toBeGreaterThan(0.2);
    expect(some?.confidence).toBeLessThan(0.7);
  });
});

describe('nothing is said', () => {
  it.each([
    ['where the paste ends at the command', 5672, 'root@mq:~# rabbitmqctl list_connections'],
    ['where another port was asked for', 5672, `root@mq:~# ss -tn 'sport = :15672'\n${SS_HEADING}\n`],
    ['where another client was asked for', 5672, `root@mq:~# ss -tn dst 10.88.4.77\n${SS_HEADING}\n`],
    ['where the wrong direction was asked for', 5672, `root@mq:~# ss -tn 'dport = :5672'\n${SS_HEADING}\n`],
    ['where only other states were asked for', 5672, `root@mq:~# ss -tn state close-wait\n${SS_HEADING}\n`],
    ['where only listeners were asked for', 5672, `root@mq:~# ss -tln 'sport = :5672'\n${SS_HEADING}\n`],
    ['where another product was asked', 5672, '$ redis-cli client list | grep 10.88.4.31\n(empty)\n'],
    [
      'where the list has the connection',
      5672,
      `root@mq:~# ss -tn | grep CLOSE-WAIT\nroot@mq:~# ss -tn sport = :5672\n${SS_HEADING}\nESTAB 0 0 10.88.0.20:5672 10.88.4.31:51544\nroot@mq:~# `,
    ],
    [
      'where commands are told that print a heading at least',
      5672,
      '$ rabbitmqctl list_connections name\n$ ss -tn sport = :5672\n$ uptime\n',
    ],
    [
      'where a command has no output that was pasted, and text follows',
      5672,
      'root@mq:~# rabbitmqctl list_connections\nwhich shows the worker as usual.\n',
    ],
  ])('%s', (_, port, text) => {
    expect(halfOpen(client(port), server(text))).toBeUndefined();
  });

  it('where one of several machines no longer has what it had', () => {
    const text = `ops@app-3:~$ netstat -tn | grep 5672\ntcp 0 0 10.88.4.31:51544 10.88.0.20:5672 ESTABLISHED\nops@mq-1:~$ uptime\n 10:01 up 3 days\nops@app-3:~$ netstat -tn | grep 51544\nops@app-3:~$ `;

    expect(triageWith(engine, text).diagnoses).toEqual([]);
  });

  it('where the same machine has none in another list of its own', () => {
    const text = `svc@app-3:~$ ss -tn dst 10.88.0.20\nState Recv-Q Send-Q Local Address:Port Peer Address:Port\nESTAB 0 0 10.88.4.31:51544 10.88.0.20:5672\nsvc@app-3:~$ ss -tn dst 10.88.0.21\n${SS_HEADING}\nsvc@app-3:~$ `;

    expect(triageWith(engine, text).diagnoses).toEqual([]);
  });

  it.each([
    ['without a role', undefined],
    ['of the same role', 'client'],
  ] as const)('where a later look at the same machine, %s, no longer has it', (_, role) => {
    const looks = [client(5672).text, 'svc@app-3:~$ netstat -tn | grep 10.88.0.20:5672\nsvc@app-3:~$ \n'];
    const given = looks.map((text) => (role ? { role, text } : text));

    expect(triageWith(engine, ...given).diagnoses).toEqual([]);
  });
});
