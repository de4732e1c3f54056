import * as z from 'zod';
import type { LocalAnswer } from '../aws/local-request.ts';
import { jsonAnswer } from './json-answer.ts';

const fault = z.object({
  method: z.string().min(1),
  times: z.number().int().min(1).max(1_000),
  kind: z.enum(['rate-limited', 'server-error', 'no-answer', 'answer-lost', 'refused']),
  /** Slack's word, where it refuses: `is_archived`, `invalid_blocks` … */
  error: z.string().max(100).optional(),
});

/** What a call is answered with instead: a status, an error, no answer at all, or none although it was done. */
export type Fault = z.infer<typeof fault>;

const NO_ANSWER: LocalAnswer = { status: 0, body: '', type: '' };

/** The faults asked for. */
export interface Faults {
  add(fault: Fault): void;
  /** Answers a call of a method, as a fault says or as `run` does. */
  around(method: string, run: () => LocalAnswer): LocalAnswer;
}

/** Starts without any. */
export function createFaults(): Faults {
  const faults: Fault[] = [];
  return {
    add: (one) => void faults.push({ ...one }),
    around(method, run) {
      const found = faults.find((one) => one.method === method && one.times > 0);
      if (!found) return run();
      found.times--;
      if (found.kind === 'rate-limited')
        return jsonAnswer(429, { ok: false, error: 'ratelimited' }, { 'retry-after': '2' });
      if (found.kind === 'server-error') return { status: 500, body: 'oops', type: 'text/plain' };
      if (found.kind === 'refused')
        return jsonAnswer(200, { ok: false, error: found.error ?? 'fatal_error' });
      if (found.kind === 'answer-lost') run();
      return NO_ANSWER;
    },
  };
}

/** Reads a fault that was posted; undefined when it is none. */
export function readFault(body: string): Fault | undefined {
  try {
    return fault.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}
