import { openIncident } from '../../../../src/incidents/open-incident.ts';
import type { Diagnosis, Report } from '../../../../src/model/diagnosis.ts';
import type { Incident } from '../../../../src/model/incident.ts';
import type { Silence } from '../../../../src/model/silence.ts';

const NOW_MS = 1_800_000_000_000;
const OURS = 'U0OURS01';
const REFERENCE = 'https://www.rabbitmq.com/docs/heartbeats';

/** One thing so many times. */
export const many = <T>(times: number, one: T): T[] => Array.from({ length: times }, () => one);

/** A diagnosis in which everything that may come from a log says one text, `times` over. */
function diagnosisSaying(text: string, times: number): Diagnosis {
  const step = {
    do: text,
    command: text,
    risk: 'high' as const,
    verify: text,
    undo: text,
    variants: { pika: { do: text } },
  };
  const series = {
    kind: 'level' as const,
    name: text,
    of: text,
    points: [
      { atMs: NOW_MS - 60_000, value: 1 },
      { atMs: NOW_MS, value: 9 },
    ],
  };
  const weight = { by: -2, supports: ['network-path-lost'] };
  return {
    runbook: 'missed-heartbeats',
    title: text,
    severity: 'critical',
    confidence: 0.9,
    summary: text,
    cause: text,
    impact: text,
    facts: { queue: text },
    why: many(times, text),
    wouldRaise: [text],
    count: 1,
    nodes: {
      showing: many(times, { node: text, count: 2, firstMs: NOW_MS, lost: [text] }),
      quiet: many(times, text),
      unknown: [text],
      oneSided: many(times, { node: text, lost: text }),
    },
    evidence: many(times, { input: text, line: 1, text }),
    questions: many(Math.min(times, 4), { ask: text, ifYes: text, ifNo: text, yes: weight }),
    alternatives: [
      {
        runbook: 'network-path-lost',
        title: text,
        severity: 'warning',
        confidence: 0.4,
        cause: text,
        steps: many(times, step),
      },
    ],
    series: many(Math.min(times, 3), series),
    steps: many(times, step),
    explains: ['connection-reset'],
    appliesTo: [text],
    falsePositives: [text],
    references: [REFERENCE],
  };
}

/** A report, with something diagnosed or nothing. */
export function reportSaying(text: string, times: number, diagnosed: boolean): Report {
  return {
    diagnoses: diagnosed ? many(times, diagnosisSaying(text, times)) : [],
    inputs: many(times, { input: text, formats: [text], records: 3, unreadLines: 1, bytes: 9 }),
    unrecognised: many(times, { template: text, count: 3, example: { input: text, line: 1 } }),
    states: Array.from({ length: times }, (_, i) => ({
      state: `${i} ${text}`,
      count: i,
      host: `${i % 9}${text}`,
    })),
    nearest: many(3, { id: 'missed-heartbeats', title: text }),
    levels: { error: 3, [text]: 1 },
  };
}

/** An incident that somebody has, with answers, a story and messages. */
export function incidentSaying(text: string, times: number): Incident {
  const diagnosis = diagnosisSaying(text, times);
  const occurrence = {
    identity: { client: text, queue: text },
    diagnosis,
    hits: [{ fromMs: NOW_MS, toMs: NOW_MS, count: 1 }],
    symptoms: [],
    inputs: [text],
  };
  const incident = openIncident(
    { system: text, occurrence, diagnosis, redactions: 2, sources: many(times, { name: text }) },
    1,
    NOW_MS,
  );
  return {
    ...incident,
    owner: { user: OURS, atMs: NOW_MS },
    answers: [{ question: 0, ask: text, answer: 'yes', by: OURS, atMs: NOW_MS }],
    timeline: many(times, { atMs: NOW_MS, what: text, by: OURS, whom: OURS }),
    notified: {
      ...incident.notified,
      digest: text,
      failures: 2,
      messages: {
        card: { channel: 'C0', ts: '1800000000.0001', hash: '' },
        [`told/${text}`]: { channel: 'C0', ts: '1800000000.0001', hash: '' },
      },
    },
  };
}

/** A silence with that many labels. */
export function silenceSaying(text: string, times: number): Silence {
  const matchers = Object.fromEntries(Array.from({ length: times }, (_, i) => [`label${i}`, text]));
  return { id: 's-1a2b3c4d', matchers, startMs: NOW_MS - 1, endMs: NOW_MS + 1, author: OURS, reason: text };
}
