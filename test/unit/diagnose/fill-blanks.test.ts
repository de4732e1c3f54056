import { describe, expect, it } from 'vitest';
import { fillBlanks, fillCommand } from '../../../src/diagnose/fill-blanks.ts';

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
