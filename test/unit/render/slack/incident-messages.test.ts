import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkMessage } from '../../../../local/slack/slack-limits.ts';
import { resolve } from '../../../../src/incidents/life-cycle.ts';
import { openIncident } from '../../../../src/incidents/open-incident.ts';
import { rankCauses } from '../../../../src/incidents/ranking.ts';
import type { Diagnosis } from '../../../../src/model/diagnosis.ts';
import type { Incident } from '../../../../src/model/incident.ts';
import { renderIncident } from '../../../../src/render/slack/incident-messages.ts';
import { renderPlainCard } from '../../../../src/render/slack/plain-card.ts';
import { HOSTILE } from './hostile.ts';

const NOW_MS = 1_800_000_000_000;

function incidentSaying(text: string, times = 1): Incident {
  const step = {
    do: text,
    command: text,
    risk: 'high' as const,
    verify: text,
    undo: text,
    variants: { pika: { do: text } },
  };
  const diagnosis: Diagnosis = {
    runbook: 'missed-heartbeats',
    title: text,
    severity: 'critical',
    confidence: 0.9,
    summary: text,
    cause: text,
    impact: text,
    facts: {},
    why: Array.from({ length: times }, () => text),
    wouldRaise: [text],
    count: 1,
    concerns: [
      { label: 'client', count: 3_000, names: Array.from({ length: Math.max(100, times) }, () => text) },
    ],
    evidence: Array.from({ length: times }, (_, line) => ({ input: text, line, text })),
    questions: [{ ask: text, ifYes: text, ifNo: text }],
    steps: Array.from({ length: times }, () => step),
    explains: [text],
    appliesTo: [text],
    falsePositives: [text],
    references: ['https://www.rabbitmq.com/docs/heartbeats'],
  };
  const occurrence = {
    identity: { client: text },
    diagnosis,
    hits: [{ fromMs: NOW_MS, toMs: NOW_MS, count: 1 }],
    symptoms: [],
    inputs: [text],
  };
  return openIncident(
    { system: text, occurrence, diagnosis, redactions: 2, sources: [{ name: text }] },
    1,
    NOW_MS,
  );
}

function textsOf(incident: Incident): string[] {
  const { card, thread } = renderIncident(incident, { nowMs: NOW_MS });
  const strings = (value: unknown): string[] => {
    if (typeof value === 'string') return [value];
    return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
  };
  return [card, ...thread.map(({ content }) => content)].flatMap(strings);
}

describe('the messages of an incident', () => {
  it('say once how sure the answers make us', () => {
    const incident = incidentSaying('heartbeats');
    const question = { ask: 'Is it?', ifYes: 'It is.', ifNo: 'It is not.', no: { by: -2 } };
    const given = { question: 0, ask: 'Is it?', answer: 'no' as const, by: 'U1', atMs: NOW_MS };
    const answered = {
      ...incident,
      diagnosis: { ...incident.diagnosis, questions: [question] },
      answers: [given],
    };
    const ranking = rankCauses(answered.diagnosis, answered.answers);

    const { card } = renderIncident(answered, { nowMs: NOW_MS, ranking });

    const text = JSON.stringify(card);
    expect(text).toContain('26 % sure');
    expect(text).not.toContain('90 % sure');
  });

  it('tell how many clients have one cause: the newest on the card, all that are named in the thread', () => {
    const { diagnosis, ...incident } = incidentSaying('heartbeats');
    const names = Array.from({ length: 40 }, (_, i) => `10.0.0.${i}`);
    const many = {
      ...incident,
      labels: { system: 'shop', runbook: 'missed-heartbeats', severity: 'critical', vhost: '/orders' },
      diagnosis: { ...diagnosis, concerns: [{ label: 'client', count: 40, names }] },
    };

    const { card, thread } = renderIncident(many, { nowMs: NOW_MS });

    expect(card.text).toContain('(40 clients)');
    expect(JSON.stringify(card.blocks)).toContain(
      '40 clients: `10.0.0.0`, `10.0.0.1` and 38 more · vhost `/orders`',
    );
    const story = JSON.stringify(thread.find(({ key }) => key === 'thread/story')?.content);
    expect(names.filter((name) => !story.includes(`\`${name}\``))).toEqual([]);
  });

  it('name a client as it calls itself, before its address, on the card and in the notification', () => {
    const { diagnosis, ...incident } = incidentSaying('heartbeats');
    const { concerns: _, ...single } = diagnosis;
    const named = {
      ...incident,
      labels: { ...incident.labels, client: '10.20.0.11' },
      diagnosis: { ...single, facts: { clientName: 'orders-worker', product: 'rabbitmq' } },
    };

    const { card } = renderIncident(named, { nowMs: NOW_MS });

    expect(JSON.stringify(card.blocks)).toContain('*orders-worker* · `10.20.0.11` · rabbitmq');
    expect(card.text).toMatch(/^CRITICAL: heartbeats: orders-worker · 10\.20\.0\.11 .*90 % sure\. Do now: /);
  });

  it('show on the card the first two lines that say something, one question, one step', () => {
    const { diagnosis, ...incident } = incidentSaying('heartbeats');
    const quoted = [
      '****************',
      'memory resource limit alarm set on node rabbit@mq01.',
      '*** Publishers will be blocked until this alarm clears ***',
      '    at Channel.ack (/srv/app/channel_model.js:176:10)',
      '}',
      'Memory used:129982464 allowed:2527650',
      'a third line that says something',
    ];
    const evidence = quoted.map((text, line) => ({ input: 'broker.log', line, text }));
    const step = { risk: 'none' as const, verify: 'It is.' };
    const steps = ['first', 'second'].map((what) => ({
      ...step,
      do: `The ${what}.`,
      command: `${what} --now`,
    }));
    const questions = ['One?', 'Two?'].map((ask) => ({ ask, ifYes: 'Yes.', ifNo: 'No.' }));
    const full = { ...incident, diagnosis: { ...diagnosis, evidence, steps, questions } };

    const { card, thread } = renderIncident(full, { nowMs: NOW_MS });

    const shown = JSON.stringify(card.blocks);
    expect(shown).toContain('memory resource limit alarm set on node rabbit@mq01.\\nMemory used:129982464');
    expect(shown).not.toMatch(/\*\*\*|at Channel|a third line/);
    expect(shown).toContain('first --now');
    expect(shown).not.toMatch(/second --now|Two\?/);
    const rest = JSON.stringify(thread);
    for (const text of [...quoted.slice(1, 2), 'second --now', 'Two?']) expect(rest).toContain(text);
  });

  it('leave out a step that an answer has made pointless, everywhere', () => {
    const { diagnosis, ...incident } = incidentSaying('heartbeats');
    const question = { ask: 'Busy?', ifYes: 'Move it.', ifNo: 'Look elsewhere.', no: { by: -1, drops: [1] } };
    const step = { risk: 'none' as const, verify: 'It is.' };
    const steps = [
      { ...step, do: 'Move the work off the loop.' },
      { ...step, do: 'Capture packets.' },
    ];
    const asked = { ...incident, diagnosis: { ...diagnosis, questions: [question], steps } };
    const given = { question: 0, ask: 'Busy?', answer: 'no' as const, by: 'U1', atMs: NOW_MS };
    const messagesOf = (one: Incident) =>
      JSON.stringify(
        renderIncident(one, { nowMs: NOW_MS, ranking: rankCauses(one.diagnosis, one.answers ?? []) }),
      );

    expect(messagesOf(asked)).toContain('*Do now*  Move the work off the loop.');
    expect(messagesOf({ ...asked, answers: [given] })).toContain('*Do now*  Capture packets.');
    expect(messagesOf({ ...asked, answers: [given] })).not.toContain('Move the work off');
  });

  it('stay within Slack’s limits whatever a log said', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary' })), { maxLength: 30 }),
        fc.integer({ min: 1, max: 3_000 }),
        fc.integer({ min: 1, max: 40 }),
        (parts, repeat, times) => {
          const incident = incidentSaying(`x${parts.join('').repeat(repeat).slice(0, 100_000)}`, times);
          const { card, thread } = renderIncident(incident, { nowMs: NOW_MS });

          for (const content of [card, ...thread.map((one) => one.content)])
            expect(checkMessage(content)).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('carry no mention, link or fence of a log’s', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...HOSTILE], { minLength: 3 }), (parts) => {
        for (const text of textsOf(incidentSaying(parts.join(' ')))) {
          const tokens = text.match(/<[^>]*>/g) ?? [];
          const foreign = tokens.filter(
            (token) => !/^<(!date\^\d+\^|https:\/\/www\.rabbitmq\.com\/)/.test(token),
          );
          expect(foreign).toEqual([]);
          expect((text.match(/```/g) ?? []).length % 2).toBe(0);
        }
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['a password in a URI', 'amqp://orders:hunter2@mq-1:5672/', 'hunter2'],
    ['a Slack token', 'token xoxb-123456789012-abcdefghijkl', 'abcdefghijkl'],
    ['a GitHub token', 'ghp_abcdefghijklmnopqrstuvwxyz0123456789', 'ghp_abc'],
    ['a JSON web token', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl', 'eyJzdWIiOiIxIn0'],
    ['an e-mail address', 'user jane.doe@example.com failed', 'jane.doe'],
  ])('leak no secret: %s', (_, said, secret) => {
    expect(textsOf(incidentSaying(said)).filter((text) => text.includes(secret))).toEqual([]);
  });

  it('keep the name of an Erlang node, which only looks like an address', () => {
    expect(textsOf(incidentSaying('node rabbit@mq-1.example.com is down')).join('\n')).toContain(
      'mq-1.example.com',
    );
  });

  it('offer only the buttons that are possible now', () => {
    const open = incidentSaying('x');
    const owned = { ...open, owner: { user: 'U0123456', atMs: NOW_MS } };
    const over = resolve(open, { atMs: NOW_MS, why: 'quiet' });
    const buttons = (incident: Incident) =>
      [
        ...JSON.stringify(renderIncident(incident, { nowMs: NOW_MS }).card).matchAll(
          /"action_id":"([\w-]+)"/g,
        ),
      ].map(([, action]) => action);
    const further = ['assign', 'silence', 'resolve', 'refute'];

    expect(buttons(open)).toEqual(['answer-yes', 'answer-no', 'acknowledge', ...further]);
    expect(buttons(owned)).toEqual(['answer-yes', 'answer-no', 'confirm', ...further]);
    expect(buttons(over)).toEqual(['confirm', 'refute', 'reopen']);
  });
});

describe('a card in plain text', () => {
  it('is short whatever its incident says', () => {
    for (const text of ['a', 'long '.repeat(2_000), '<&>'.repeat(2_000)]) {
      const card = renderPlainCard(incidentSaying(text, 40), ['S0OPS001']);

      expect(card.text.length).toBeLessThanOrEqual(1_900);
      expect(checkMessage(card)).toEqual([]);
    }
  });

  it('calls whom the route names, and no one when it is over', () => {
    const open = incidentSaying('x');

    expect(renderPlainCard(open, ['S0OPS001']).text).toContain('<!subteam^S0OPS001>');
    expect(renderPlainCard(resolve(open, { atMs: NOW_MS, why: 'quiet' }), ['S0OPS001']).text).not.toContain(
      '<!',
    );
  });

  it('leaves out a command that does not fit, since what is cut must not be typed', () => {
    const incident = (command: string) => {
      const one = incidentSaying('x');
      const steps = one.diagnosis.steps.map((step) => ({ ...step, command }));
      return { ...one, diagnosis: { ...one.diagnosis, steps } };
    };

    expect(renderPlainCard(incident('rabbitmqctl list_queues')).text).toContain('`rabbitmqctl list_queues`');
    expect(renderPlainCard(incident(`grep ${'x'.repeat(400)}`)).text).not.toContain('grep');
    expect(renderPlainCard(incident('one\ntwo')).text).not.toContain('Type:');
  });
});
