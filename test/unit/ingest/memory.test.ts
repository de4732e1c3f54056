import { describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../../src/engine/triage.ts';
import { ingestLogEvents, ingestSnapshot } from '../../../src/ingest/ingest.ts';
import type { LogDelivery } from '../../../src/ingest/log-evidence.ts';
import { createMemory, type Memory } from '../../../src/ingest/memory.ts';
import type { SystemDigest } from '../../../src/ingest/system-digest.ts';
import type { LogEvent } from '../../../src/model/log-event.ts';
import type { Observation } from '../../../src/model/observation.ts';
import type { Table } from '../../../src/ports.ts';
import { createMemoryTable } from '../../support/memory-table.ts';
import { createRandom, pick } from '../../support/random.ts';
import { testContext } from '../../support/test-context.ts';

const START_MS = 1_800_000_000_000;
const MINUTE_MS = 60_000;

function lines(atMs: number, number: number, level: string, ...texts: string[]): LogEvent[] {
  const head = `${new Date(atMs).toISOString().replace('T', ' ').replace('Z', '000+00:00')} [${level}] <0.${number}.0>`;
  return texts.map((text, i) => ({
    id: `${String(number).padStart(6, '0')}${i}`,
    timestamp: atMs,
    message: `${head} ${text}`,
  }));
}

function dropped(client: string, number: number, atMs: number): LogEvent[] {
  const ends = `(${client}:${40_000 + number} -> 10.20.0.21:5672 - orders)`;
  return lines(
    atMs,
    number,
    'error',
    `closing AMQP connection <0.${number}.0> ${ends}:`,
    'missed heartbeats from client, timeout: 60s',
  );
}

function refused(client: string, number: number, atMs: number): LogEvent[] {
  const ends = `(${client}:${40_000 + number} -> 10.20.0.21:5672, state: starting)`;
  return lines(
    atMs,
    number,
    'error',
    `Error on AMQP connection <0.${number}.0> ${ends}:`,
    "PLAIN login refused: user 'depot' - invalid credentials",
  );
}

function accepted(client: string, number: number, atMs: number): LogEvent[] {
  const text = `accepting AMQP connection <0.${number}.0> (${client}:${40_000 + number} -> 10.20.0.21:5672)`;
  return lines(atMs, number, 'info', text);
}

function leaking(closeWait: number, address = '10.20.0.9'): string {
  const row = (state: string, i: number) =>
    `${state} 1      0      ${address}:${40_000 + i}  10.20.0.4:8443  users:(("depot",pid=7,fd=${i}))`;
  return [
    'State      Recv-Q Send-Q Local Address:Port Peer Address:Port Process',
    ...Array.from({ length: closeWait }, (_, i) => row('CLOSE-WAIT', i)),
    '',
  ].join('\n');
}

function delivery(events: readonly LogEvent[]): LogDelivery {
  return { logGroup: '/mq/broker.log', logStream: 'a', events };
}

/** Plays two hours of trouble; `memoryAt` gives what the process that takes a delivery remembers. */
async function incidentsWith(memoryAt: (kept: Memory) => Memory): Promise<unknown[]> {
  const random = createRandom(7);
  const table = createMemoryTable();
  const context = testContext({ table, startMs: START_MS });
  for (let n = 0; n < 80; n++) {
    const atMs = START_MS + n * MINUTE_MS + random(50_000);
    const sentMs = atMs - pick([0, 0, 0, 90_000, 30 * MINUTE_MS], random);
    context.clock.ms = atMs + 1_000;
    context.memory = memoryAt(context.memory);
    const client = `10.20.0.${1 + random(4)}`;
    const events = pick([dropped, refused, accepted, accepted], random)(client, n, sentMs);
    await ingestLogEvents(context, delivery(random(5) === 0 ? events.slice(0, 1) : events));
    if (n % 5 === 0) {
      const snapshot = { host: 'depot-1', atMs, text: leaking(n < 40 ? 0 : n) };
      await ingestSnapshot(context, snapshot);
      const other = { host: 'depot-2', atMs, text: leaking(n < 30 ? 20 + n : 0, '10.20.0.10') };
      if (n % 10 === 0) await ingestSnapshot(context, other);
    }
  }
  return table.items().flatMap(({ pk, body }) => (pk === 'incident' ? [body] : []));
}

describe('what a process remembers of the evidence', () => {
  it('changes nothing: one that has just begun makes the very same incidents', async () => {
    const remembering = await incidentsWith((kept) => kept);

    expect(remembering.length).toBeGreaterThan(4);
    expect(await incidentsWith(() => createMemory())).toEqual(remembering);
  });

  it('need not be much: with hardly any room the incidents are the same', async () => {
    const small = createMemory(3);

    expect(await incidentsWith(() => small)).toEqual(await incidentsWith((kept) => kept));
  });

  it('spares it to read a minute again in which nothing has come since', async () => {
    const { table, read } = countingLines();
    const context = testContext({ table, startMs: START_MS });
    await ingestLogEvents(context, delivery(Array.from({ length: 50 }, (_, i) => i).flatMap(dropAt)));
    const before = read();
    context.clock.ms += MINUTE_MS;

    for (let n = 100; n < 110; n++)
      await ingestLogEvents(context, delivery(dropped('10.20.0.7', n, START_MS + MINUTE_MS + n)));

    // Of the minute in which they come, 2 events more with each delivery; none of the minute before.
    expect(read() - before).toBe(110);
  });

  it('spares it to read a stream again while others of its minute bring more', async () => {
    const context = testContext({ table: createMemoryTable(), startMs: START_MS });
    const { engine, readIn } = countingEngine(context.engine);
    const of = (logStream: string, n: number) => ({
      ...delivery(dropped('10.20.0.7', n, START_MS + n)),
      logStream,
    });
    for (const n of [1, 2, 3]) await ingestLogEvents({ ...context, engine }, of(`s${n}`, n));

    await ingestLogEvents({ ...context, engine }, of('s4', 4));

    // The first is called by its group alone until a second comes.
    expect(readIn()).toEqual({
      '/mq/broker.log': 1,
      '/mq/broker.log:s1': 1,
      '/mq/broker.log:s2': 1,
      '/mq/broker.log:s3': 1,
      '/mq/broker.log:s4': 1,
    });
  });

  it('spares it to fetch the digest of an hour that it carries on minute by minute', async () => {
    const { table, fetched } = countingDigests();
    const context = testContext({ table, startMs: START_MS });

    for (let n = 0; n < 30; n++) {
      context.clock.ms = START_MS + n * MINUTE_MS + 1_000;
      await ingestLogEvents(context, delivery(dropped('10.20.0.7', n, START_MS + n * MINUTE_MS)));
    }

    expect(fetched()).toBe(0);
  });
});

/** A digest of one record with so long a text. */
function digestOf(chars: number): SystemDigest {
  const run = createEngine([]).start();
  const record: Observation = {
    kind: 'log',
    at: { input: 'broker.log', line: 1, endLine: 1 },
    text: 'x'.repeat(chars),
    verbatim: '',
    fields: {},
  };
  return { evidence: { ...run.digest(10), records: [record] }, sources: [], failures: [] };
}

describe('the room that it takes', () => {
  it('is that of what the last triage read: what it did not use is part of another digest, or gone', () => {
    const memory = createMemory().of('mq');
    memory.keep('minute 1', 'rev 1', Infinity, digestOf(10));
    memory.keep('hour', 'rev 1', Infinity, digestOf(10));
    memory.forgetUnused();

    memory.digest('hour', 'rev 1', START_MS);
    memory.forgetUnused();

    expect(memory.digest('hour', 'rev 1', START_MS)).toBeDefined();
    expect(memory.digest('minute 1', 'rev 1', START_MS)).toBeUndefined();
  });

  it('holds fewer records the longer their texts are', () => {
    const heldOf = (letters: number) => {
      const memory = createMemory(1_000_000).of('mq');
      const keys = Array.from({ length: 1_000 }, (_, i) => `minute ${i}`);
      for (const key of keys) memory.keep(key, 'rev 1', Infinity, digestOf(letters));
      return keys.filter((key) => memory.digest(key, 'rev 1', START_MS) !== undefined).length;
    };

    expect(heldOf(100)).toBe(526);
    expect(heldOf(8_000)).toBe(102);
  });

  it('is counted in bytes: long lines of one system make those of another go, whose triage is longer ago', () => {
    const memory = createMemory(7 << 19);
    for (const system of ['first', 'second', 'third'])
      memory.of(system).keep('hour', 'rev 1', Infinity, digestOf(1 << 20));
    memory.of('first');

    memory.of('fourth').keep('hour', 'rev 1', Infinity, digestOf(1 << 20));

    const isKept = (system: string) => memory.of(system).digest('hour', 'rev 1', START_MS) !== undefined;
    expect(['first', 'second', 'third', 'fourth'].filter(isKept)).toEqual(['first', 'third', 'fourth']);
  });
});

function dropAt(n: number): LogEvent[] {
  return dropped('10.20.0.7', n, START_MS + n * 1_000);
}

/** A table that counts the log events that are read from it. */
function countingLines(): { table: Table; read: () => number } {
  const inner = createMemoryTable();
  let events = 0;
  const list: Table['list'] = async (range, nowMs) => {
    const items = await inner.list(range, nowMs);
    for (const { pk, body } of items)
      if (pk.startsWith('evidence-lines')) events += (body as { events: readonly unknown[] }).events.length;
    return items;
  };
  return { table: { ...inner, list }, read: () => events };
}

/** An engine that counts how often each input is opened. */
function countingEngine(inner: Engine): { engine: Engine; readIn: () => Record<string, number> } {
  const opened: Record<string, number> = {};
  const start: Engine['start'] = (options) => {
    const run = inner.start(options);
    const open: typeof run.open = (source) => {
      opened[source.name] = (opened[source.name] ?? 0) + 1;
      return run.open(source);
    };
    return { ...run, open };
  };
  return { engine: { ...inner, start }, readIn: () => opened };
}

/** A table that counts the digests that are found in it. */
function countingDigests(): { table: Table; fetched: () => number } {
  const inner = createMemoryTable();
  let found = 0;
  const get: Table['get'] = async (pk, sk, nowMs) => {
    const item = await inner.get(pk, sk, nowMs);
    if (item && pk.startsWith('evidence-digest')) found++;
    return item;
  };
  return { table: { ...inner, get }, fetched: () => found };
}
