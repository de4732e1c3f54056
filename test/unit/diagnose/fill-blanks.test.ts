import { describe, expect, it } from 'vitest';
import { fillBeside, fillBlanks, fillCommand } from '../../../src/diagnose/fill-blanks.ts';

const facts = new Map([
  ['queue', ['orders']],
  ['client', ['10.0.0.1:4000', '10.0.0.2:4001', '10.0.0.3:4002']],
  ['evil', ["x'; rm -rf / #"]],
  ['spend', ['$(rm) `rm` "\\']],
  ['flag', ['--delete']],
  ['lines', ['a\nrm -rf /']],
]);

describe('a blank in a text', () => {
  it.each([
    ['Queue {queue} stands still.', 'Queue orders stands still.'],
    ['{client} left', '10.0.0.1:4000 and 2 more left'],
    ['vhost {vhost|/}', 'vhost /'],
    ['vhost {vhost}', 'vhost an unknown vhost'],
  ])('%s → %s', (template, filled) => {
    expect(fillBlanks(template, facts)).toBe(filled);
  });
});

describe('blanks side by side', () => {
  it.each([
    ['port {port|}{localPort|} is', 'port 5672 is'],
    ['({client|}{queue|})', '(10.0.0.1:4000 and 2 more)'],
    ['({errno|ETIMEDOUT}{took| }{limit| })', '(ETIMEDOUT)'],
    ['{errno|ETIMEDOUT}{port|}', '5672'],
    ['{took|}{limit|not told}', 'not told'],
    ['{port} {port}', '5672 5672'],
  ])('show the first that is known: %s → %s', (template, filled) => {
    expect(fillBlanks(template, new Map<string, (string | number)[]>([...facts, ['port', [5672]]]))).toBe(
      filled,
    );
  });
});

describe('several numbers', () => {
  const seen = new Map<string, (string | number)[]>([
    ['waitSec', [120, 60, 90]],
    ['unreadBytes', ['9120', '500']],
    ['pid', ['91', '440']],
  ]);

  it.each([
    ['waited {waitSec} s', 'waited 60 to 120 s'],
    ['{unreadBytes} bytes', '500 to 9120 bytes'],
    ['pid {pid}', 'pid 91 and 1 more'],
  ])('are a range where they measure something: %s → %s', (template, filled) => {
    expect(fillBlanks(template, seen)).toBe(filled);
  });
});

describe('a size', () => {
  const sizes = new Map<string, (string | number)[]>([
    ['usedBytes', ['129982464']],
    ['limitBytes', [2527650, 129982464]],
    ['fewBytes', [16240]],
    ['user', ['2527650']],
  ]);

  it.each([
    ['used {usedBytes} bytes', 'used 124 MiB'],
    ['{limitBytes} bytes free', '2.41 to 124 MiB free'],
    ['{fewBytes} bytes', '16240 bytes'],
    ['from {fewBytes} to {usedBytes} bytes', 'from 16240 to 129982464 bytes'],
    ['user {user} bytes', 'user 2527650 bytes'],
  ])('of megabytes and more is told with its unit: %s → %s', (template, filled) => {
    expect(fillBlanks(template, sizes)).toBe(filled);
  });
});

describe('a text beside a command', () => {
  it.each([
    ['ctl fill -p {client}', 'ctl fill -p 10.0.0.1:4000'],
    ['ctl fill -p {evil}', "ctl fill -p 'x'\\''; rm -rf / #'"],
    ['of {queue|a queue}', 'of orders'],
  ])('has what the command has, quoted as there: %s → %s', (text, filled) => {
    expect(fillBeside('ctl drain -p {client} {evil}', text, facts)).toBe(filled);
  });

  it('has all values of what the command does not name', () => {
    expect(fillBeside('ctl drain', 'all of {client}', facts)).toBe('all of 10.0.0.1:4000 and 2 more');
  });
});

describe('an optional part', () => {
  it.each([
    ['of java[ (pid {pid}[, user {user}])]', 'of java (pid 3120, user app)', ['pid', 'user']],
    ['of java[ (pid {pid}[, user {user}])]', 'of java (pid 3120)', ['pid']],
    ['of java[ (pid {pid}[, user {user}])]', 'of java', []],
    ['bound to [::]:5672[, by {user|root}]', 'bound to [::]:5672, by root', []],
    ['put [{rabbit, {pid|1}}] there', 'put [{rabbit, 1}] there', []],
  ])('is left out with what it names: %s → %s', (template, filled, known) => {
    const all = new Map([
      ['pid', ['3120']],
      ['user', ['app']],
    ]);

    expect(fillBlanks(template, new Map([...all].filter(([name]) => known.includes(name))))).toBe(filled);
  });
});

describe('a blank that stays empty', () => {
  it.each([
    ['a socket ({state|}) is', 'a socket is'],
    ['a socket {state|}, which', 'a socket, which'],
    ['Clients {user|} open', 'Clients open'],
    ['port {port|}', 'port'],
  ])('leaves no gap: %s → %s', (template, filled) => {
    expect(fillBlanks(template, new Map())).toBe(filled);
  });

  it('shows the words for it, and the blanks in them', () => {
    const template = 'no node serves it: {why|its home node[ {node}] is down}';

    expect(fillBlanks(template, new Map())).toBe('no node serves it: its home node is down');
    expect(fillBlanks(template, new Map([['node', [' rabbit@mq2']]]))).toBe(
      'no node serves it: its home node rabbit@mq2 is down',
    );
  });
});

describe('an optional blank with another in its place', () => {
  it.each([
    ['quiet[ for {idleTime|{quietSec}} s] and', 'quiet for 40 s and', ['quietSec']],
    ['quiet[ for {idleTime|{quietSec}} s] and', 'quiet for 30 s and', ['idleTime', 'quietSec']],
    ['quiet[ for {idleTime|{quietSec}} s] and', 'quiet and', []],
  ])('%s → %s, where %j is known', (template, filled, known) => {
    const all = new Map([
      ['idleTime', [30]],
      ['quietSec', [40]],
    ]);

    expect(fillBlanks(template, new Map([...all].filter(([name]) => known.includes(name))))).toBe(filled);
  });
});

describe('what is counted once', () => {
  it.each([
    ['Seen {count} times.', 'Seen 1 time.'],
    ['{count} sockets in TIME_WAIT', '1 socket in TIME_WAIT'],
    ['{count} sockets were closed', '1 socket was closed'],
    ['{count} unread bytes, all', '1 unread byte, all'],
    ['{count} entries could', '1 entry could'],
    ['waits {count} ms', 'waits 1 ms'],
    ['{count} of its sockets', '1 of its sockets'],
    ['{channel} was closed', '1 was closed'],
    ['{many} times', '1 and 1 more times'],
  ])('is told in the singular: %s → %s', (template, filled) => {
    const counted = new Map<string, number[]>([
      ['count', [1]],
      ['channel', [1]],
      ['many', [1, 2]],
    ]);

    expect(fillBlanks(template, counted)).toBe(filled);
  });

  it('is told in the plural where it is more', () => {
    expect(fillBlanks('{count} times', new Map([['count', [11]]]))).toBe('11 times');
  });
});

describe('a client that came back from other ports', () => {
  it.each([
    [['10.0.0.1:4000', '10.0.0.1:4001', '10.0.0.1:4002'], '10.0.0.1 (3 connections) left'],
    [['10.0.0.1:4000', '10.0.0.2:4001', '10.0.0.1:4002'], '10.0.0.1:4000 and 1 more left'],
  ])('is one client: %j', (client, filled) => {
    expect(fillBlanks('{client} left', new Map([['client', client]]))).toBe(filled);
  });
});

describe('a blank in a command', () => {
  it.each([
    ['rabbitmqctl list_queues name | grep {queue}', 'rabbitmqctl list_queues name | grep orders'],
    ['ss -tn dst {client}', 'ss -tn dst 10.0.0.1:4000'],
    ['echo {evil}', String.raw`echo 'x'\''; rm -rf / #'`],
    ["echo '^{evil}$'", String.raw`echo '^x'\''; rm -rf / #$'`],
    ["echo 'it' '{queue}'", "echo 'it' 'orders'"],
    ['echo "{evil} {spend}"', String.raw`echo "x'; rm -rf / # \$(rm) \`rm\` \"\\"`],
    [String.raw`echo \'{evil}`, String.raw`echo \''x'\''; rm -rf / #'`],
    ['rm {flag}', "rm '--delete'"],
    ['echo {lines}', "echo 'a rm -rf /'"],
    ['kill {pid}', 'kill <pid>'],
    ['nc -vz {host|localhost} 5672', 'nc -vz localhost 5672'],
  ])('%s → %s', (template, filled) => {
    expect(fillCommand(template, facts)).toBe(filled);
  });
});
