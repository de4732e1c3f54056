import { describe, expect, it } from 'vitest';
import type { ObservedSignal } from '../../../src/model/runbook.ts';
import { compiledOf } from '../../support/runbook-of.ts';
import { triageText } from '../../support/triage-text.ts';

const log = (text: string, confidence: number): ObservedSignal => ({
  says: `saw ${text}`,
  confidence,
  on: 'log',
  text: [text],
});
const runbook = (id: string, text: string, confidence: number, explains: string[] = []) =>
  compiledOf({ id, explains, when: 'signal', signals: { signal: log(text, confidence) } });
const at = (time: string, text: string) => `2026-01-02 ${time}.000000+00:00 [error] <0.5.0> ${text}`;

const cause = runbook('dry-pump', 'pump is dry', 0.9, ['no-water']);
const symptom = runbook('no-water', 'no water', 0.6, ['wilted-plant']);
const farSymptom = runbook('wilted-plant', 'plant wilted', 0.6);

describe('sockets in another state than those of the cause', () => {
  const held = (id: string, state: string, explains: string[] = []) =>
    compiledOf({
      id,
      explains,
      when: 'rows',
      signals: { rows: { says: state, confidence: 0.8, on: 'connection', where: { state } } },
    });
  const runbooks = [
    held('never-closes', 'CLOSE_WAIT', ['waits-for-fin']),
    held('waits-for-fin', 'FIN_WAIT2'),
  ];
  const HEAD = 'State Recv-Q Send-Q Local Address:Port Peer Address:Port\n';
  const rows = (state: string, local: string, peer: string) =>
    [1, 2, 3].map((i) => `${state} 0 0 ${local}${i} ${peer}${i}\n`).join('');

  it.each([
    ['their other ends are explained', '127.0.0.1:808', '127.0.0.1:4000', ['never-closes']],
    [
      'their other ends are explained, in the other spelling',
      '[::ffff:127.0.0.1]:808',
      '[::ffff:127.0.0.1]:4000',
      ['never-closes'],
    ],
    [
      'other connections stay by themselves',
      '10.0.0.5:909',
      '10.0.0.9:5000',
      ['never-closes', 'waits-for-fin'],
    ],
  ])('%s', (_, local, peer, told) => {
    const table =
      HEAD + rows('CLOSE-WAIT', '127.0.0.1:4000', '127.0.0.1:808') + rows('FIN-WAIT-2', local, peer);

    expect(triageText(runbooks, table).diagnoses.map(({ runbook: id }) => id)).toEqual(told);
  });
});

describe('a symptom', () => {
  it('is folded under the cause that explains it, and raises its confidence', () => {
    const alone = triageText([cause], at('03:00:00', 'pump is dry')).diagnoses[0];

    const [first, ...others] = triageText(
      [cause, symptom],
      [at('03:00:00', 'pump is dry'), at('03:00:05', 'no water')].join('\n'),
    ).diagnoses;

    expect(first).toMatchObject({ runbook: 'dry-pump', explains: ['no-water'] });
    expect(first?.confidence).toBeGreaterThan(alone?.confidence ?? 1);
    expect(first?.evidence.map(({ line }) => line)).toEqual([1, 2]);
    expect(others).toEqual([]);
  });

  it('of a symptom is folded under the same cause', () => {
    const lines = [
      at('03:00:00', 'pump is dry'),
      at('03:00:05', 'no water'),
      at('03:00:09', 'plant wilted'),
    ].join('\n');

    const { diagnoses } = triageText([farSymptom, symptom, cause], lines);

    expect(diagnoses.map(({ runbook: id, explains }) => [id, explains])).toEqual([
      ['dry-pump', ['no-water', 'wilted-plant']],
    ]);
  });

  it('hours away from the cause stays a diagnosis of its own', () => {
    const lines = [at('03:00:00', 'pump is dry'), at('09:00:00', 'no water')].join('\n');

    expect(triageText([cause, symptom], lines).diagnoses.map(({ runbook: id }) => id)).toEqual([
      'dry-pump',
      'no-water',
    ]);
  });

  it.each([
    [20, ['dry-pump']],
    [1, ['dry-pump', 'no-water']],
  ])('of forty clients is folded under the cause of most of them, not of one: %i', (suffered, told) => {
    const line = (i: number, text: string) =>
      at('03:00:00', `closing AMQP connection <0.5.0> (10.0.0.${i}:4000 -> 10.0.9.9:5672): ${text}`);
    const lines = [
      ...Array.from({ length: suffered }, (_, i) => line(i, 'pump is dry')),
      ...Array.from({ length: 40 }, (_, i) => line(i, 'no water')),
    ];

    const { diagnoses } = triageText([cause, symptom], lines.join('\n'));

    expect(diagnoses.map(({ runbook: id }) => id)).toEqual(told);
  });

  it('at another client stays a diagnosis of its own', () => {
    const lines = [
      at('03:00:00', 'closing AMQP connection <0.5.0> (10.0.0.1:4000 -> 10.0.0.9:5672): pump is dry'),
      at('03:00:01', 'closing AMQP connection <0.6.0> (10.0.0.2:4000 -> 10.0.0.9:5672): no water'),
    ].join('\n');

    expect(triageText([cause, symptom], lines).diagnoses).toHaveLength(2);
  });

  it('at a client whose IPv6 address differs in its last group stays a diagnosis of its own', () => {
    const ofClient = (id: string, text: string, explains: string[] = []) =>
      compiledOf({
        id,
        explains,
        when: 'signal',
        signals: {
          signal: { says: text, confidence: 0.9, on: 'log', regex: [`${text} at (?<client>\\S+)`] },
        },
      });
    const runbooks = [
      ofClient('dry-pump', 'pump is dry', ['no-water']),
      ofClient('no-water', 'no water here'),
    ];
    const lines = [
      at('03:00:00', 'pump is dry at 2001:db8::1'),
      at('03:00:01', 'no water here at 2001:db8::2'),
    ];

    expect(triageText(runbooks, lines.join('\n')).diagnoses).toHaveLength(2);
  });

  it('is not folded under a cause that is only guessed at', () => {
    const guess = runbook('dry-pump', 'pump is dry', 0.4, ['no-water']);
    const sure = runbook('no-water', 'no water', 0.95);
    const lines = [at('03:00:00', 'pump is dry'), at('03:00:05', 'no water')].join('\n');

    expect(triageText([guess, sure], lines).diagnoses.map(({ runbook: id }) => id)).toEqual([
      'no-water',
      'dry-pump',
    ]);
  });
});

describe('one fault said a hundred times', () => {
  it('is one diagnosis, with its count and its first and last time', () => {
    const lines = Array.from({ length: 100 }, (_, i) =>
      at(`03:${String(i % 60).padStart(2, '0')}:00`, 'pump is dry'),
    ).join('\n');

    const { diagnoses } = triageText([cause], lines);

    expect(diagnoses).toHaveLength(1);
    expect(diagnoses[0]).toMatchObject({
      count: 100,
      firstSeen: '2026-01-02T03:00:00.000Z',
      lastSeen: '2026-01-02T03:59:00.000Z',
    });
  });
});

describe('trouble without a cause', () => {
  const floor = { ...runbook('trouble', 'it fails', 0.45), floor: true };
  const told = (...lines: string[]) =>
    triageText([floor, runbook('dry-pump', 'pump is dry', 0.6)], lines.join('\n')).diagnoses;

  it('is told where nothing else is', () => {
    expect(told(at('03:00:00', 'it fails'))).toMatchObject([{ runbook: 'trouble', confidence: 0.48 }]);
  });

  it('is taken in by a cause that concerns the same, which becomes no surer by it', () => {
    expect(told(at('03:00:00', 'it fails'), at('03:00:05', 'pump is dry'))).toMatchObject([
      { runbook: 'dry-pump', confidence: 0.85, explains: ['trouble'] },
    ]);
  });

  it('is not told beside a cause of another hour', () => {
    expect(told(at('03:00:00', 'it fails'), at('09:00:00', 'pump is dry'))).toMatchObject([
      { runbook: 'dry-pump' },
    ]);
  });
});

describe('a setting that is wrong', () => {
  const wrongSetting = compiledOf({
    id: 'valve-shut',
    when: 'signal',
    signals: {
      signal: {
        says: 'the heartbeat is off',
        confidence: 0.85,
        on: 'setting',
        where: { name: 'heartbeat', value: 0 },
      },
    },
  });
  const paste = [
    at('03:00:00', 'no water'),
    'output {',
    '  rabbitmq {',
    '    heartbeat => 0',
    '  }',
    '}',
  ].join('\n');

  it('is told after what happened, which it does not explain', () => {
    const { diagnoses } = triageText([wrongSetting, symptom], paste);

    expect(diagnoses.map((one) => one.runbook)).toEqual(['no-water', 'valve-shut']);
  });
});

describe('a weakness that nothing has come of', () => {
  const shut = (parts: { latent?: boolean }) =>
    compiledOf({
      id: 'valve-shut',
      ...parts,
      when: 'signal',
      signals: {
        signal: { says: 'off', confidence: 0.97, on: 'broker-connection', where: { timeoutSec: 0 } },
      },
    });
  const paste = [
    at('03:00:00', 'no water'),
    '',
    '$ rabbitmqctl list_connections user peer_host peer_port timeout',
    'farm\t10.7.7.8\t40112\t0',
  ].join('\n');
  const told = (parts: { latent?: boolean }) =>
    triageText([shut(parts), symptom], paste).diagnoses.map((one) => one.runbook);

  it('is told after what happened, though it was read from a table and is surer', () => {
    expect(told({ latent: true })).toEqual(['no-water', 'valve-shut']);
    expect(told({})).toEqual(['valve-shut', 'no-water']);
  });
});
