import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ingestLogEvents, ingestSnapshot } from '../../../src/ingest/ingest.ts';
import type { LogDelivery } from '../../../src/ingest/log-evidence.ts';
import type { Incident } from '../../../src/model/incident.ts';
import type { LogEvent } from '../../../src/model/log-event.ts';
import { compiledBuiltInRunbooks } from '../../support/built-in-runbooks.ts';
import { createMemoryTable } from '../../support/memory-table.ts';
import { root } from '../../support/run-halfopen.ts';
import { testContext } from '../../support/test-context.ts';
import { triageText } from '../../support/triage-text.ts';

const recorded = join(root, 'test', 'fixtures', 'recorded');
const START_MS = 1_800_000_000_000;

/** Recorded incidents that are told by logs alone. */
const folders = readdirSync(recorded).filter((folder) =>
  readdirSync(join(recorded, folder)).every((name) => name === 'broker.log' || name === 'client.log'),
);

function eventsOf(folder: string): { logGroup: string; event: LogEvent }[] {
  return ['broker.log', 'client.log'].flatMap((name) => {
    const path = join(recorded, folder, name);
    if (!existsSync(path)) return [];
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
    let timestamp = START_MS;
    return lines.map((message, i) => {
      timestamp = timeOf(message) ?? timestamp + 1;
      return {
        logGroup: `/${folder}/${name}`,
        event: { id: `${name}-${String(i).padStart(6, '0')}`, timestamp, message },
      };
    });
  });
}

/** Events come when their lines are written, so that a line without a time stands near its neighbours. */
function timeOf(line: string): number | undefined {
  const ms = Date.parse(line.slice(0, 23).replace(' ', 'T').concat('Z'));
  return Number.isNaN(ms) ? undefined : ms;
}

async function incidentsAfter(deliveries: readonly LogDelivery[]): Promise<unknown[]> {
  const table = createMemoryTable();
  const startMs = Math.max(...deliveries.flatMap(({ events }) => events.map(({ timestamp }) => timestamp)));
  const context = testContext({ table, startMs });
  for (const delivery of deliveries) await ingestLogEvents(context, delivery);
  return table
    .items()
    .filter(({ pk }) => pk === 'incident')
    .map(({ body }) => body as Incident)
    .filter(({ explainedBy }) => !explainedBy)
    .map(({ fingerprint, diagnosis, count, state, firstSeenMs, lastSeenMs }) => ({
      fingerprint,
      // Where a line stands among those kept says nothing of the log.
      diagnosis: { ...diagnosis, evidence: diagnosis.evidence.map(({ text }) => text) },
      count,
      state,
      firstSeenMs,
      lastSeenMs,
    }))
    .toSorted((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
}

function whole(events: ReturnType<typeof eventsOf>): LogDelivery[] {
  return [...new Set(events.map(({ logGroup }) => logGroup))].map((logGroup) => ({
    logGroup,
    logStream: 'only',
    events: events.filter((one) => one.logGroup === logGroup).map(({ event }) => event),
  }));
}

describe('an incident spread over deliveries', () => {
  it.each(folders)('%s: one delivery a log says what the terminal says', async (folder) => {
    const events = eventsOf(folder);
    const texts = whole(events).map(({ logGroup, events: members }) => ({
      role: logGroup.endsWith('broker.log') ? ('broker' as const) : ('client' as const),
      text: members.map(({ message }) => message).join('\n'),
    }));
    const terminal = triageText(compiledBuiltInRunbooks(), ...texts).diagnoses;

    const incidents = (await incidentsAfter(whole(events))) as {
      diagnosis: { runbook: string; confidence: number };
    }[];

    const told = new Set(incidents.map(({ diagnosis }) => diagnosis.runbook));
    expect([...told].toSorted()).toEqual(terminal.map(({ runbook }) => runbook).toSorted());
    for (const { runbook, confidence } of terminal) {
      const best = Math.max(
        ...incidents
          .filter(({ diagnosis }) => diagnosis.runbook === runbook)
          .map(({ diagnosis }) => diagnosis.confidence),
      );
      expect(best, runbook).toBeCloseTo(confidence, 1);
    }
  });

  const noSplitMatters = async (folder: string) => {
    const events = eventsOf(folder);
    const expected = await incidentsAfter(whole(events));

    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(events.length - 1), { maxLength: 5 }),
        fc.integer({ min: 0, max: 2 ** 30 }),
        async (cuts, seed) => {
          expect(await incidentsAfter(shuffled(events, cuts, seed))).toEqual(expected);
        },
      ),
      { numRuns: 6, seed: 7 },
    );
  };

  it.each(folders)('%s: no split, order or repeat changes it', noSplitMatters);

  it('sees CLOSE_WAIT rise over six snapshots that came one by one, in any order', async () => {
    const looks = [3, 8, 14, 21, 33, 47].map((count, i) => ({
      atMs: START_MS + i * 60_000,
      text: ss(count),
    }));
    const orders = [
      looks,
      looks.toReversed(),
      [...looks.slice(3), ...looks.slice(0, 3), ...looks.slice(1, 4)],
    ];

    const found = await Promise.all(orders.map(incidentsOfLooks));

    expect(found[0]).toContain('close-wait-leak');
    expect(found[1]).toEqual(found[0]);
    expect(found[2]).toEqual(found[0]);
  });
});

async function incidentsOfLooks(looks: readonly { atMs: number; text: string }[]): Promise<string[]> {
  const table = createMemoryTable();
  const context = testContext({ table, startMs: START_MS });
  for (const look of looks) {
    context.clock.ms = START_MS + 600_000;
    await ingestSnapshot(context, { host: 'app01', ...look });
  }
  return table
    .items()
    .filter(({ pk }) => pk === 'incident')
    .map(({ body }) => body as Incident)
    .filter(({ explainedBy }) => !explainedBy)
    .map(({ diagnosis }) => diagnosis.runbook)
    .toSorted();
}

/** A table of sockets as ss prints it, with so many in CLOSE_WAIT towards another service. */
function ss(closeWait: number): string {
  const rows = Array.from(
    { length: closeWait },
    (_, i) =>
      `CLOSE-WAIT 1      0      10.0.0.5:${40_000 + i}  10.0.0.9:8443  users:(("orders",pid=77,fd=${10 + i}))`,
  );
  return ['State      Recv-Q Send-Q Local Address:Port Peer Address:Port Process', ...rows, ''].join('\n');
}

/** The events cut into deliveries of one log each, some delivered twice, in an order that the seed decides. */
function shuffled(events: ReturnType<typeof eventsOf>, cuts: readonly number[], seed: number): LogDelivery[] {
  const borders = [...new Set([0, ...cuts, events.length])].toSorted((a, b) => a - b);
  const parts = borders.slice(1).flatMap((end, i) => whole(events.slice(borders[i], end)));
  const twice = [...parts, ...parts.filter((_, i) => (seed >> (i % 20)) & 1)];
  return twice
    .map((part, i) => ({ part, rank: Math.sin(seed + i * 12.9898) }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ part }) => part);
}
