import { gzipSync } from 'node:zlib';
import { ingestRecords, type StreamRecord } from '../../src/adapters/lambda/ingest-records.ts';
import { builtInPatternIndex, builtInRunbooks } from '../../src/adapters/package-files.ts';
import type { Telemetry } from '../../src/adapters/telemetry.ts';
import { createEngine } from '../../src/engine/triage.ts';
import { createMemory } from '../../src/ingest/memory.ts';
import type { Table } from '../../src/ports.ts';
import { createMemoryTable } from '../support/memory-table.ts';
import { testContext } from '../support/test-context.ts';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.ts';
import { createStormLog } from './storm-logs.ts';

// Where the stream saturates: the product itself in simulated time, with several functions at once and a table that takes its time.
const START_MS = 1_800_000_000_000;
const SECONDS = 20;
const LINES_A_RECORD = 1_000;
/** Of a function of 1,024 MB (docs/cost.md). */
const PROCESSORS = 0.58;
/** Single-digit milliseconds, as DynamoDB promises. */
const TABLE_MS = 5;
/** An on-demand stream begins with four shards; two batches of each are read at once (deploy.yml). */
const [SHARDS, PARALLEL, BATCH_RECORDS, WINDOW_MS] = [4, 2, 100, 5_000];
const engine = createEngine(builtInRunbooks(), undefined, builtInPatternIndex());
const silent = {
  log: { error: () => undefined, warn: () => undefined },
  count: () => undefined,
  reportFailures: () => undefined,
  reportDelivery: () => undefined,
  reportLeftOut: () => undefined,
} as unknown as Telemetry;

interface Arrived extends StreamRecord {
  atMs: number;
}

const msALine = await measureLine();
console.log(`simulated stream, processor time a line, measured: ${(msALine * 1_000).toFixed(0)} us`);
for (const linesASecond of [5_000, 10_000, 20_000]) await simulate(linesASecond);

async function simulate(linesASecond: number): Promise<void> {
  const clock = createVirtualClock(START_MS);
  const table = createSlowTable(clock);
  const shards = Array.from({ length: SHARDS }, (): Arrived[] => []);
  const everyMs = (LINES_A_RECORD * 1_000) / linesASecond;
  const count = Math.floor((SECONDS * 1_000) / everyMs);
  for (let i = 0; i < count; i++) {
    const atMs = START_MS + Math.round((i + 1) * everyMs);
    clock.at(
      atMs,
      () => void shards[(i * 7) % SHARDS]?.push({ ...recordOf(i, atMs - everyMs, everyMs), atMs }),
    );
  }
  const did = { lines: 0, failed: 0, lastLagMs: 0 };
  for (const shard of shards) for (let i = 0; i < PARALLEL; i++) void work(clock, table, shard, did);
  await clock.run(START_MS + SECONDS * 1_000);
  const waiting = shards.flat().length * LINES_A_RECORD;
  const say = (what: string, value: number, unit: string) =>
    console.log(
      `simulated stream, ${linesASecond} lines a second of one system, ${what}: ${Math.round(value)} ${unit}`.trim(),
    );
  say('taken in', did.lines / SECONDS, 'lines a second');
  say('not yet begun at the end', waiting / linesASecond, 's of lines');
  say('from the last line of a batch to its incidents', did.lastLagMs / 1_000, 's');
  say('writes that another function was faster with', table.conflicts(), '');
  say('batches that have to be read again', did.failed, '');
}

/** One function at a time of one shard: waits for a batch to fill, spends processor time on it, and keeps and triages it. */
async function work(
  clock: VirtualClock,
  table: Table,
  shard: Arrived[],
  did: { lines: number; failed: number; lastLagMs: number },
): Promise<void> {
  const nowMs = () => clock.ms;
  const context = { ...testContext({ table }), nowMs, engine, memory: createMemory() };
  for (;;) {
    const [first] = shard;
    if (!first || (shard.length < BATCH_RECORDS && clock.ms < first.atMs + WINDOW_MS)) {
      await clock.wait(250);
      continue;
    }
    const batch = shard.splice(0, BATCH_RECORDS);
    await clock.wait((batch.length * LINES_A_RECORD * msALine) / PROCESSORS);
    const failed = await ingestRecords({ context, telemetry: silent, remainingMs: () => 300_000 }, batch);
    if (failed === undefined) did.lines += batch.length * LINES_A_RECORD;
    else did.failed++;
    did.lastLagMs = clock.ms - (batch.at(-1)?.atMs ?? clock.ms);
  }
}

/** A table whose calls take their time, so that functions get in each other's way. */
function createSlowTable(clock: VirtualClock): Table & { conflicts(): number } {
  const table = createMemoryTable();
  let conflicts = 0;
  const slowly = async <T>(call: () => Promise<T>): Promise<T> => {
    await clock.wait(TABLE_MS);
    return call();
  };
  return {
    ...table,
    conflicts: () => conflicts,
    get: (...given) => slowly(() => table.get(...given)),
    list: (...given) => slowly(() => table.list(...given)),
    async put(item, expected, nowMs) {
      const isPut = await slowly(() => table.put(item, expected, nowMs));
      if (!isPut && typeof expected === 'object') conflicts++;
      return isPut;
    },
  };
}

/** Processor time of a line, without anybody else, from the third record on. */
async function measureLine(): Promise<number> {
  const context = {
    ...testContext({ table: createMemoryTable(), startMs: START_MS }),
    engine,
    memory: createMemory(),
  };
  const take = (i: number) =>
    ingestRecords({ context, telemetry: silent, remainingMs: () => 300_000 }, [
      recordOf(i, START_MS + i * 100, 100),
    ]);
  for (let i = 0; i < 3; i++) await take(i);
  const from = process.cpuUsage();
  for (let i = 3; i < 23; i++) await take(i);
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1_000 / (20 * LINES_A_RECORD);
}

/** A thousand lines of a broker, five of a hundred about clients that it drops. */
function recordOf(i: number, fromMs: number, everyMs: number): StreamRecord {
  const log = createStormLog();
  const logEvents = Array.from({ length: LINES_A_RECORD / 2 }, (_, n) => {
    const atMs = Math.floor(fromMs + (n * everyMs * 2) / LINES_A_RECORD);
    const client = (i * 37 + n) % 1_000;
    return n % 20 === 0 ? log.missed(client, atMs) : log.healthy(client, atMs);
  })
    .flat()
    .map((event, n) => ({ ...event, id: `${String(i).padStart(8, '0')}${String(n).padStart(6, '0')}` }));
  const document = { messageType: 'DATA_MESSAGE', owner: '0', logGroup: '/mq/a', logStream: 's', logEvents };
  return {
    kinesis: { sequenceNumber: String(i), data: gzipSync(JSON.stringify(document)).toString('base64') },
  };
}
