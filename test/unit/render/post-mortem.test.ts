import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { acknowledge, noted, resolve } from '../../../src/incidents/life-cycle.ts';
import { openIncident } from '../../../src/incidents/open-incident.ts';
import type { Diagnosis } from '../../../src/model/diagnosis.ts';
import type { Incident } from '../../../src/model/incident.ts';
import { renderPostMortem } from '../../../src/render/post-mortem.ts';

const BEGAN_MS = Date.parse('2026-11-22T08:00:00Z');
const MINUTE_MS = 60_000;

function incident(evidence = 'missed heartbeats from client, timeout: 60s'): Incident {
  const diagnosis: Diagnosis = {
    runbook: 'missed-heartbeats',
    title: 'The broker closed a client',
    severity: 'critical',
    confidence: 0.95,
    summary: 'It heard nothing.',
    cause: 'The loop was busy.',
    impact: 'Work is done twice.',
    facts: {},
    why: ['for: a line'],
    wouldRaise: [],
    count: 1,
    evidence: [{ input: 'broker.log', line: 7, text: evidence }],
    questions: [],
    steps: [{ do: 'Look at the loop.', risk: 'none', verify: 'It idles.' }],
    explains: [],
    appliesTo: [],
    falsePositives: [],
    references: ['https://www.rabbitmq.com/docs/heartbeats'],
  };
  const occurrence = {
    identity: {},
    diagnosis,
    hits: [{ fromMs: BEGAN_MS, toMs: BEGAN_MS, count: 1 }],
    symptoms: [],
    inputs: [],
  };
  const report = { system: 'payments', occurrence, diagnosis, redactions: 0, sources: [{ name: '/mq/a' }] };
  return openIncident(report, 1, BEGAN_MS + MINUTE_MS);
}

describe('a draft post-mortem', () => {
  it('says when each stage was, how long it took, and who did what', () => {
    const told = incident();
    const shown = {
      ...told,
      notified: {
        ...told.notified,
        messages: { card: { channel: '#a', ts: '1795334520.000000', hash: '' } },
      },
    };
    const taken = acknowledge(shown, 'U0JANE', BEGAN_MS + 5 * MINUTE_MS);
    const over = resolve(taken, { atMs: BEGAN_MS + 65 * MINUTE_MS, why: 'person', by: 'U0BOB' });

    const markdown = renderPostMortem(over, []);

    expect(markdown).toContain('| Detected by Halfopen | 2026-11-22T08:01:00Z | 60 s |');
    expect(markdown).toContain('| Notified in Slack | 2026-11-22T08:02:00Z | 60 s |');
    expect(markdown).toContain('| Acknowledged | 2026-11-22T08:05:00Z | 3 min |');
    expect(markdown).toContain('| Resolved | 2026-11-22T09:05:00Z | 60 min |');
    expect(markdown).toContain('acknowledged, by U0JANE');
    expect(markdown).toContain('resolved, by U0BOB');
    expect(markdown).not.toContain('Test for the runbook');
  });

  it('holds a draft of the test that a runbook lacks, when somebody said that it was not this', () => {
    const refuted = noted(incident(), {
      atMs: BEGAN_MS,
      what: 'said it was not this, but network-path-lost',
      by: 'U0BOB',
    });

    const [, draft = ''] = renderPostMortem(refuted, []).split('passes:\n\n');

    const yaml = (draft.split('\n\n')[0] ?? '').replaceAll(/^ {4}/gm, '');
    expect(parse(yaml)).toEqual([
      {
        name: expect.stringContaining('not this') as string,
        inputs: [{ text: 'missed heartbeats from client, timeout: 60s\n' }],
      },
    ]);
  });

  it.each(['``` \n# Not a heading', '<script>alert(1)</script>', '![x](https://evil.example)', '| a | b |'])(
    'quotes a line as it was, and lets it be nothing else: %s',
    (line) => {
      const markdown = renderPostMortem(incident(line), []);

      const quoted = markdown.split('\n').filter((one) => one.includes(line.split('\n').at(-1) ?? ''));
      expect(quoted.length).toBeGreaterThan(0);
      for (const one of quoted) expect(one).toMatch(/^ {4}/);
    },
  );

  it('leaks no secret', () => {
    expect(renderPostMortem(incident('amqp://orders:hunter2@mq-1:5672/'), [])).not.toContain('hunter2');
  });
});
