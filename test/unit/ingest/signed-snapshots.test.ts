import { describe, expect, it } from 'vitest';
import { acceptSnapshot } from '../../../src/adapters/accept-snapshot.ts';
import { signSnapshot } from '../../../src/adapters/snapshot-signature.ts';
import { ingestSnapshot } from '../../../src/ingest/ingest.ts';
import type { Incident } from '../../../src/model/incident.ts';
import { createMemoryChat } from '../../support/memory-chat.ts';
import { createMemoryTable } from '../../support/memory-table.ts';
import { createRandom } from '../../support/random.ts';
import { passMinutes } from '../../support/run-queue.ts';
import { testContext } from '../../support/test-context.ts';

const SECRET = 'shared by both hosts';
const START_MS = 1_800_000_000_000;
const HEADER = 'State Recv-Q Send-Q Local Address:Port Peer Address:Port Process';

interface Signed {
  headers: Record<string, string>;
  rawBody: Uint8Array;
}

/** What the collector posts from a host at a moment. */
function post(host: string, atMs: number, rows: readonly string[]): Signed {
  const body = new TextEncoder().encode(
    [new Date(atMs).toISOString().replace('.000', ''), HEADER, ...rows].join('\n'),
  );
  const timestamp = String(atMs / 1000);
  const signature = signSnapshot(SECRET, { timestamp, host, body });
  return {
    headers: {
      'x-halfopen-host': host,
      'x-halfopen-timestamp': timestamp,
      'x-halfopen-signature': signature,
    },
    rawBody: body,
  };
}

const worker = (atMs: number, ports: readonly number[]) =>
  post(
    'app01',
    atMs,
    ports.map((port) => `ESTAB 0 0 10.2.0.15:${port} 10.2.0.40:5672 users:(("node",pid=77,fd=20))`),
  );

const broker = (atMs: number, ports: readonly number[]) =>
  post('mq01', atMs, [
    'LISTEN 0 128 *:5672 *:* users:(("beam.smp",pid=7,fd=20))',
    ...ports.map((port) => `ESTAB 0 0 10.2.0.40:5672 10.2.0.15:${port} users:(("beam.smp",pid=7,fd=30))`),
  ]);

/**
 * Two hosts post at a cadence for an hour: after 20 minutes the broker loses a connection that the worker keeps, after 40 the worker has
 * a new one instead. Gives the state of half-open after each pair of posts, and at a minute.
 */
async function watch(everyMinutes: number, seed: number) {
  const random = createRandom(seed);
  const context = testContext({ table: createMemoryTable(), chat: createMemoryChat(), startMs: START_MS });
  const table = context.table as ReturnType<typeof createMemoryTable>;
  const states: string[] = [];
  const sent: Signed[] = [];
  const deliver = async (one: Signed) => {
    const accepted = acceptSnapshot(one, SECRET, context.clock.ms);
    if (accepted.ok) await ingestSnapshot(context, accepted);
  };
  for (let minute = 0; minute < 60; minute += everyMinutes) {
    const atMs = context.clock.ms;
    const [kept, known] =
      minute < 20
        ? [
            [1, 2],
            [1, 2],
          ]
        : minute < 40
          ? [[1, 2], [2]]
          : [
              [2, 3],
              [2, 3],
            ];
    const pair = [worker(atMs, kept), broker(atMs + 20_000, known)];
    if (random(2) === 0) pair.reverse();
    // An earlier one comes again, as after a lost answer.
    const earlier = sent[sent.length - 1 - random(4)];
    for (const one of [...pair, ...(earlier ? [earlier] : [])]) await deliver(one);
    sent.push(...pair);
    const incidents = table.items().filter(({ pk }) => pk === 'incident');
    const found = incidents
      .map(({ body }) => body as Incident)
      .filter(({ diagnosis }) => diagnosis.runbook === 'half-open-connection');
    states.push(found.map(({ state }) => state).join(' ') || 'none');
    expect(incidents.length).toBe(found.length);
    await passMinutes(context, everyMinutes);
  }
  return { states, at: (minute: number) => states[minute / everyMinutes] };
}

/*
 *   0 ────────── 20 ────────── 40 ────────── 60 min
 *   both have it │ the worker  │ both have a
 *                │ alone has it│ new one
 */
describe.each([1, 5])(
  'signed snapshots of two hosts, one each %i min, in any order and some of them again',
  (everyMinutes) => {
    it.each([1, 2])(
      'open a half-open connection within one cadence of the break, and resolve it within one of the repair (%i)',
      async (seed) => {
        const { states, at } = await watch(everyMinutes, seed);

        expect(new Set(states.slice(0, 20 / everyMinutes))).toEqual(new Set(['none']));
        expect(at(20 + everyMinutes)).toBe('open');
        expect(at(40)).toMatch(/open|resolved/);
        expect(new Set(states.slice(40 / everyMinutes + 1))).toEqual(new Set(['resolved']));
      },
    );
  },
);
