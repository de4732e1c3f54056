import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ingestRecords, type StreamRecord } from '../../src/adapters/lambda/ingest-records.ts';
import { builtInPatternIndex, builtInRunbooks } from '../../src/adapters/package-files.ts';
import type { Telemetry } from '../../src/adapters/telemetry.ts';
import { createEngine } from '../../src/engine/triage.ts';
import { createMemory } from '../../src/ingest/memory.ts';
import { selectEvents } from '../../src/ingest/select-events.ts';
import type { LogEvent } from '../../src/model/log-event.ts';
import { createMemoryTable } from '../support/memory-table.ts';
import { testContext } from '../support/test-context.ts';
import { generateLog } from './generate-log.ts';

// Where a stream saturates: processor time of one system's lines, near the source and behind the stream, on one machine.
const LINES_A_BATCH = 50_000;
const LINES_A_SECOND = 50_000;
const BYTES = 40_000_000;
const START_MS = 1_800_000_000_000;
const engine = createEngine(builtInRunbooks(), undefined, builtInPatternIndex());
const silent = {
  log: { error: console.error, warn: () => undefined },
  count: () => undefined,
  reportFailures: () => undefined,
  reportDelivery: () => undefined,
  reportLeftOut: () => undefined,
} as unknown as Telemetry;

const folder = mkdtempSync(join(tmpdir(), 'halfopen-stream-bench-'));
try {
  for (const faults of [0, 250]) {
    const all = events(faults);
    const what = faults === 0 ? 'healthy' : '0.5 % faults';
    const near = select(all);
    say(what, 'chosen by watch --forward', all.length, near.seconds);
    console.log(`  ${((near.kept.length / all.length) * 100).toFixed(1)} % of the lines are forwarded`);
    for (const linesARecord of [500, 5_000]) {
      say(
        what,
        `ingested whole, ${linesARecord} lines a record`,
        all.length,
        await ingest(all, linesARecord),
      );
      say(
        what,
        `ingested as forwarded, ${linesARecord} lines a record`,
        near.kept.length,
        await ingest(near.kept, linesARecord),
      );
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function events(faults: number): LogEvent[] {
  const file = join(folder, 'broker.log');
  generateLog(file, BYTES, faults);
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((message, i) => ({
      id: String(1e12 + i),
      timestamp: START_MS + Math.floor((i * 1_000) / LINES_A_SECOND),
      message,
    }));
}

function select(all: readonly LogEvent[]): { kept: LogEvent[]; seconds: number } {
  const from = process.cpuUsage();
  const kept = batches(all, LINES_A_BATCH).flatMap((batch) => selectEvents(engine, batch, 0).kept);
  return { kept, seconds: cpuSince(from) };
}

/** Processor time behind the stream; packing is CloudWatch Logs' work and not in it. */
async function ingest(all: readonly LogEvent[], linesARecord: number): Promise<number> {
  const context = {
    ...testContext({ table: createMemoryTable(), startMs: START_MS }),
    engine,
    memory: createMemory(),
  };
  const records = batches(all, linesARecord).map(toRecord);
  const from = process.cpuUsage();
  for (const batch of batches(records, Math.ceil(LINES_A_BATCH / linesARecord)))
    await ingestRecords({ context, telemetry: silent, remainingMs: () => 300_000 }, batch);
  return cpuSince(from);
}

function toRecord(logEvents: readonly LogEvent[], i: number): StreamRecord {
  const document = { messageType: 'DATA_MESSAGE', owner: '0', logGroup: '/mq/a', logStream: 's', logEvents };
  const data = gzipSync(JSON.stringify(document)).toString('base64');
  return { kinesis: { sequenceNumber: String(i), data } };
}

function batches<T>(all: readonly T[], most: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / most) }, (_, i) => all.slice(i * most, (i + 1) * most));
}

function cpuSince(from: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1e6;
}

function say(what: string, how: string, lines: number, seconds: number): void {
  console.log(`${what}, ${how}: ${Math.round(lines / seconds)} lines a second of processor time`);
}
