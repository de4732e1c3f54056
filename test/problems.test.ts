import { describe, expect, it } from 'vitest';
import { BLOCKED_PUBLISHER } from './problems/blocked-publisher.ts';
import { CLOSE_WAIT } from './problems/close-wait.ts';
import { HALF_OPEN } from './problems/half-open.ts';
import { HEARTBEATS } from './problems/heartbeats.ts';
import type { Problem } from './problems/problem.ts';
import { QUIET_SUBSCRIBER } from './problems/quiet-subscriber.ts';
import { TIME_WAIT } from './problems/time-wait.ts';
import { builtInEngine } from './support/built-in-runbooks.ts';
import { triageWith } from './support/triage-text.ts';

const engine = builtInEngine();

const PROBLEMS: Readonly<Record<string, readonly Problem[]>> = {
  'a worker that waits on a connection which the other end no longer has': HALF_OPEN,
  'heartbeats of one end that stop': HEARTBEATS,
  'a publisher that hangs': BLOCKED_PUBLISHER,
  'a subscriber that is deaf after two quiet hours': QUIET_SUBSCRIBER,
  'CLOSE_WAIT that climbs, falls at a restart and climbs faster': CLOSE_WAIT,
  'TIME_WAIT that takes up the local ports': TIME_WAIT,
};

describe.each(Object.entries(PROBLEMS))('%s is told from', (_, problems) => {
  it.each(problems.map((problem) => [problem.evidence, problem] as const))('%s', (_evidence, problem) => {
    const [first] = triageWith(engine, ...problem.inputs).diagnoses;
    const told = [first?.summary, ...(first?.why ?? []), ...(first?.evidence ?? []).map(({ text }) => text)];

    expect(first?.runbook ?? 'none').toBe(problem.first);
    for (const name of problem.names ?? []) expect(told.join('\n')).toContain(name);
  });
});
