import { describe, expect, it } from 'vitest';
import { COMMAND_LIST } from '../../../../src/interactions/commands/command-list.ts';
import { parseCommand } from '../../../../src/interactions/commands/parse-command.ts';

/** 2027-01-15T08:00:00Z */
const NOW_MS = 1_800_000_000_000;
const HOUR_MS = 3_600_000;
const ID = '0123456789abcdef-1';
const LAST_HOUR = { fromMs: NOW_MS - HOUR_MS, toMs: NOW_MS };

/** The name and the arguments of a command, or what is wrong with it. */
function read(text: string): object {
  const parsed = parseCommand(text, NOW_MS);
  return 'misread' in parsed ? parsed : { name: parsed.name, ...parsed.arguments };
}

describe('a command', () => {
  it.each(COMMAND_LIST)('$name can be typed as its own example says', ({ name, example }) => {
    const command = read(example);

    expect(command).not.toHaveProperty('misread');
    expect(example.startsWith(name) || example.startsWith('ack')).toBe(true);
  });

  it.each(
    COMMAND_LIST.flatMap(({ name, aliases = [], example }) =>
      aliases.map((alias) => ({ name, alias, example })),
    ),
  )('$alias means $name, in capitals too', ({ alias, example }) => {
    const words = example.replace(/^\S+/, '');

    const meant = read(example);

    expect(read(`${alias}${words}`)).toEqual(meant);
    expect(read(`${alias.toUpperCase()}${words}`)).toEqual(meant);
  });

  it.each([
    ['nothing', '', { name: 'paste' }],
    ['blanks', ' \t ', { name: 'paste' }],
    ['an incident to show', `show ${ID}`, { name: 'show', incident: ID }],
    ['an incident, with words behind it', `why ${ID} did it page`, { name: 'why', incident: ID }],
    ['a log group', 'logs /mq/general', { name: 'logs', logGroup: '/mq/general', period: LAST_HOUR }],
    [
      'a log group since a span',
      'logs /mq/general since 2h',
      { name: 'logs', logGroup: '/mq/general', period: { fromMs: NOW_MS - 2 * HOUR_MS, toMs: NOW_MS } },
    ],
    [
      'a backtest, a day back where nothing is said',
      'backtest memory-alarm /mq/general',
      {
        name: 'backtest',
        runbook: 'memory-alarm',
        logGroup: '/mq/general',
        period: { fromMs: NOW_MS - 24 * HOUR_MS, toMs: NOW_MS },
      },
    ],
    [
      'incidents by labels',
      'open queue=orders* client=10.0.0.5',
      { name: 'incidents', matchers: { queue: 'orders*', client: '10.0.0.5' } },
    ],
    [
      'a silence of one incident',
      `mute ${ID} 30m known`,
      { name: 'silence', target: { incidentId: ID }, durationMs: 1_800_000, reason: 'known' },
    ],
    [
      'a silence by labels, with “for”',
      'silence system=payments for 2h planned failover',
      {
        name: 'silence',
        target: { matchers: { system: 'payments' } },
        durationMs: 2 * HOUR_MS,
        reason: 'planned failover',
      },
    ],
    [
      'maintenance from a time of day to come',
      'maintenance system=payments from 22:00 for 2h upgrade',
      {
        name: 'maintenance',
        plan: {
          matchers: { system: 'payments' },
          startMs: NOW_MS + 14 * HOUR_MS,
          durationMs: 2 * HOUR_MS,
          reason: 'upgrade',
        },
      },
    ],
    [
      'maintenance that begins now',
      'maintenance system=payments 2h upgrade',
      {
        name: 'maintenance',
        plan: {
          matchers: { system: 'payments' },
          startMs: NOW_MS,
          durationMs: 2 * HOUR_MS,
          reason: 'upgrade',
        },
      },
    ],
    ['maintenance without words', 'maintenance', { name: 'maintenance' }],
    ['more of the audit than is told', 'audit 5000', { name: 'audit', most: 100 }],
    ['help for an alias', 'help mute', { name: 'help', topic: 'silence' }],
    ['help for no command', 'help frobnicate', { name: 'help', topic: 'frobnicate' }],
  ])('reads %s', (_, text, command) => {
    expect(read(text)).toEqual(command);
  });

  it.each([
    ['straight quotes', 'silence queue="orders new" 2h "broker upgrade"'],
    ['curly quotes, as phones write them', 'silence queue=“orders new” 2h “broker upgrade”'],
    ['quotes around the whole label', 'silence "queue=orders new" 2h broker upgrade'],
  ])('keeps blanks between %s', (_, text) => {
    expect(read(text)).toEqual({
      name: 'silence',
      target: { matchers: { queue: 'orders new' } },
      durationMs: 2 * HOUR_MS,
      reason: 'broker upgrade',
    });
  });

  it.each([
    ['reopen', 'incident id is missing'],
    ['show 12', '"12" is not an incident id'],
    ['ack 0123456789abcdef-0', 'is not an incident id'],
    ['silence', 'What to silence is missing'],
    ['silence system=payments', 'duration is missing'],
    ['silence system=payments soon planned', '"soon" is not a valid duration'],
    ['silence system=payments 0m planned', '"0m" is not a valid duration'],
    ['silence system=payments 2h', 'reason is missing'],
    [`silence ${ID} 2h`, 'reason is missing'],
    ['maintenance payments 2h x', '"payments" is not a label'],
    ['maintenance system=a from tomorrow 2h x', '"tomorrow" is not a valid time'],
    ['maintenance system=a from', '"" is not a valid time'],
    ['maintenance system=a 2h', 'reason is missing'],
    ['maintenance system=a from 2027-01-15T05:00Z 2h upgrade', 'That time has passed already'],
    ['unsilence', 'id of the silence is missing'],
    ['logs', 'log group is missing'],
    ['logs /mq/general yesterday', '"yesterday" is not a valid time to look back to'],
    ['logs /mq/general since yesterday', '"yesterday" is not a valid time to look back to'],
    ['backtest', 'runbook and the log group are missing'],
    ['backtest memory-alarm', 'log group is missing'],
    ['backtest memory-alarm /mq/general since yesterday', '"yesterday" is not a valid time to look back to'],
    ['runbook', 'words to look for are missing'],
    ['explain', 'state or message is missing'],
    ['incidents payments', '"payments" is not a label'],
    ['routes', 'Labels are missing'],
    ['routes severity', '"severity" is not a label'],
    ['audit all', '"all" is not a positive whole number'],
    ['audit 0', '"0" is not a positive whole number'],
    ['audit -3', '"-3" is not a positive whole number'],
    ['audit 1.5', '"1.5" is not a positive whole number'],
  ])('that lacks something says what, and how it is written: %s', (text, misread) => {
    const parsed = read(text);

    expect(parsed).toMatchObject({
      misread: expect.stringContaining(misread),
      hint: expect.stringMatching(/^Write `\/triage .+`, for example `\/triage .+`\.$/),
    });
  });

  it.each([
    ['silense system=payments 2h planned failover', 'silence system=payments 2h planned failover'],
    ['hlep', 'help'],
    ['incidnets', 'incidents'],
    ['runbok publisher hangs', 'runbook publisher hangs'],
    [`aknowledge ${ID}`, `acknowledge ${ID}`],
    ['silense system=payments queue=orders client=a 2h', 'silence system=payments queue=orders client=a 2h'],
  ])('that is mistyped is offered corrected: %s', (typed, suggestion) => {
    const parsed = read(typed);

    expect(parsed).toMatchObject({ suggestion, misread: expect.stringContaining('is not a command') });
  });

  it('that is like none of ours says where they are listed', () => {
    expect(read('frobnicate')).toEqual({
      misread: '"frobnicate" is not a command.',
      hint: expect.stringContaining('/triage help'),
    });
  });

  it.each([
    'CLOSE_WAIT',
    'close-wait',
    'CloseWait',
    'TimeWait',
    'ESTAB',
    'SYN_RCVD',
    'SYN_RECEIVED',
    'FIN_WAIT_2',
    'FIN-WAIT-1',
    'LISTENING',
    'LAST_ACK',
  ])('that is the name of a state explains it: %s', (state) => {
    expect(read(state)).toEqual({ name: 'explain', what: state });
  });
});

describe('evidence behind the command', () => {
  it.each([
    [
      'a log line',
      '2026-11-22 08:04:38.200668+00:00 [error] <0.697.0> missed heartbeats from client, timeout: 5s',
    ],
    ['a row of ss, whose state is like “list”', 'LISTEN 0 128 0.0.0.0:5672 0.0.0.0:*'],
    ['a sentence whose first word is like “list”', 'lost connection to the broker'],
    ['a sentence whose first word is like “log”', 'lag of consumer group orders is 5000'],
    ['two lines', 'Error: read ECONNRESET\n    at TCP.onStreamRead'],
    ['two short lines, the first like a command', 'showed up\nthen died'],
    ['lines behind an empty one', '\nError: read ECONNRESET\nagain'],
  ])('is triaged as it is: %s', (_, text) => {
    expect(read(text)).toEqual({ name: 'paste', evidence: text });
  });

  it.each(['paste', 'triage', 'PASTE'])('keeps its lines and blanks behind %s', (word) => {
    const log = '  Error: read ECONNRESET\n\n      at TCP.onStreamRead';

    expect(read(`${word} ${log}`)).toEqual({ name: 'paste', evidence: log });
    expect(read(`${word}\n${log}`)).toMatchObject({
      name: 'paste',
      evidence: expect.stringContaining(log),
    });
  });

  it('of several lines is explained whole', () => {
    const message = 'Error: read ECONNRESET\n    at TCP.onStreamRead';

    expect(read(`explain ${message}`)).toEqual({ name: 'explain', what: message });
  });
});

describe('evidence that begins with the word of a command', () => {
  it.each([
    'open tcp 10.0.0.5:5672: connect: connection refused',
    'list of sockets follows\ntcp 0 0 10.0.0.1:5672 10.0.0.2:40000 CLOSE_WAIT',
    'show stopper: missed heartbeats\nfrom client, timeout: 60s',
  ])('is triaged: %s', (text) => {
    expect(read(text)).toEqual({ name: 'paste', evidence: text });
  });

  it('but is one line of a command that went wrong is answered with how to write it', () => {
    expect(read('silence system payments 2h planned restart')).toHaveProperty('misread');
  });
});

describe('a few words that are no command', () => {
  it.each([
    'connection refused',
    'Error: connect ECONNREFUSED 10.0.0.1:5672',
    'connect ECONNREFUSED 10.0.0.1:5672',
    'java.net.ConnectException: Connection refused',
    'lost connection',
  ])('are evidence, as they are pasted most: %s', (text) => {
    expect(read(text)).toMatchObject({ name: 'paste' });
  });
});
