import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { StoredMessage } from '../../local/slack/state.ts';
import { sendEvents } from '../../src/adapters/pipeline-client.ts';
import { readyUrl } from './ready-url.ts';
import { root } from './run-halfopen.ts';

/** Where a host is killed: at the so-many-th write of a name (`kill-host.mjs`) since the phase began, before it is done or after. */
export interface Kill {
  phase: Phase;
  write: string;
  nth: number;
  when: 'before' | 'after';
}

/** What happens to a host, in this order. */
export const PHASES = ['seen', 'seen again', 'beyond the budget', 'over'] as const;
export type Phase = (typeof PHASES)[number];

/** What stands in Slack at the end of each phase, comparable between runs. */
export type Course = Readonly<Record<Phase, string>>;

/** Longer than the lease of a post that was interrupted, so that nobody has to wait for its end. */
const AHEAD_A_START_MS = 60_000;
const QUIET_MS = 3 * 3_600_000;
const WATCH = join(root, 'test', 'support', 'kill-host.mjs');
const PATIENCE_MS = 20_000;
const CONFIG = `
incidents: { groupWait: 0s, quiet: 3h, repeat: 24h, remind: 24h }
channels: { pace: 0s, budgetCards: 1, budgetWindow: 12h }
sources:
  - { logGroup: "/first/*", role: broker, system: first }
  - { logGroup: "/second/*", role: broker, system: second }
`;

/** A host that did not come to the write at which it was to be killed: how many writes there are depends on which run is faster. */
export class NeverReached extends Error {
  constructor(phase: Phase, write: string, writes: string) {
    super(`${phase}: the host never came to ${write}, but to ${writes.trim().replaceAll('\n', ', ')}`);
  }
}

/** A whole one-machine host on a folder of its own that can be killed and started again. */
export interface KilledHost {
  /** Plays a phase, with the host killed on the way where `kills` say, and started again after each. */
  play(phase: Phase, kills: readonly Kill[], wanted: string | undefined): Promise<string>;
  /** Names of the writes since the last call. */
  takeWrites(): string[];
  stop(): void;
}

/** Starts one. `firstMs`: when the trouble began (epoch milliseconds); the same for all runs that are compared. */
export async function startKilledHost(firstMs: number): Promise<KilledHost> {
  const folder = mkdtempSync(join(tmpdir(), 'halfopen-kill-'));
  const [config, kill, writes] = ['halfopen.yml', 'kill', 'writes'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(config, CONFIG);
  writeFileSync(writes, '');
  let starts = 0;
  let child: ChildProcess;
  let url = '';
  const start = async () => {
    writeFileSync(kill, '');
    child = spawn('node', ['--import', WATCH, 'dist/start.mjs'], {
      cwd: root,
      env: {
        ...process.env,
        PORT: '0',
        HALFOPEN_DATA_DIR: join(folder, 'data'),
        HALFOPEN_CONFIG: config,
        // By its name: only the answer to the first post tells the id.
        SLACK_CHANNEL: '#on-call',
        HALFOPEN_TEST_KILL: kill,
        HALFOPEN_TEST_WRITES: writes,
        HALFOPEN_TEST_AHEAD_MS: String(starts++ * AHEAD_A_START_MS),
      },
    });
    url = await readyUrl(child);
  };
  await start();

  const sweep = (atMs?: number) =>
    fetch(`${url}/2015-03-31/functions/sweep/invocations`, {
      method: 'POST',
      body: JSON.stringify(atMs === undefined ? {} : { time: new Date(atMs).toISOString() }),
    });
  const acts: Record<Phase, () => Promise<unknown>> = {
    seen: () => sendEvents(url, '/first/broker.log', dropped('10.20.0.5', 41_001, firstMs)),
    'seen again': () => sendEvents(url, '/first/broker.log', dropped('10.20.0.5', 41_777, firstMs + 540_000)),
    'beyond the budget': () => sendEvents(url, '/second/broker.log', dropped('10.20.0.6', 42_001, firstMs)),
    over: () => sweep(Date.now() + starts * AHEAD_A_START_MS + QUIET_MS),
  };
  /** What sends a delivery sends it again until it is taken; the sweep comes again by itself. */
  const actUntilTaken = async (phase: Phase, isTaken: boolean): Promise<boolean> => {
    if (isTaken && phase !== 'over') return true;
    return acts[phase]().then(
      () => true,
      () => false,
    );
  };
  return {
    async play(phase, kills, wanted) {
      let isTaken = false;
      for (const { write, nth, when } of kills) {
        const died = new Promise<void>((resolve) => child.once('exit', () => resolve()));
        writeFileSync(kill, JSON.stringify({ write, nth, when }));
        isTaken = await actUntilTaken(phase, isTaken);
        const isKilled = await Promise.race([
          died.then(() => true),
          // What an earlier kill has left undone the sweep takes up.
          sweepUntil(() => child.signalCode !== null, sweep).then(() => true),
          wait(PATIENCE_MS, false, { ref: false }),
        ]);
        if (!isKilled) throw new NeverReached(phase, write, readFileSync(writes, 'utf8'));
        await died;
        await start();
      }
      const untilMs = performance.now() + PATIENCE_MS;
      for (;;) {
        isTaken = await actUntilTaken(phase, isTaken);
        await settled(writes, wanted === undefined ? 3_000 : 300);
        const shown = await shownAt(url, firstMs);
        if (wanted === undefined || shown === wanted || performance.now() > untilMs) return shown;
        await sweep();
      }
    },
    takeWrites() {
      const names = readFileSync(writes, 'utf8').split('\n').filter(Boolean);
      writeFileSync(writes, '');
      return names;
    },
    stop() {
      child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function sweepUntil(isOver: () => boolean, sweep: () => Promise<unknown>): Promise<void> {
  while (!isOver()) {
    await wait(2_000);
    await sweep().catch(() => undefined);
  }
}

/** Waits until nothing has been written for so long. */
async function settled(writes: string, quietMs: number): Promise<void> {
  for (let before = -1, sinceMs = performance.now(); performance.now() - sinceMs < quietMs; ) {
    const { length } = readFileSync(writes, 'utf8');
    if (length !== before) sinceMs = performance.now();
    before = length;
    await wait(50);
  }
}

/** All messages by key, without what differs from run to run: when they were posted and edited, and times that are not of the evidence. */
async function shownAt(url: string, firstMs: number): Promise<string> {
  const messages = (await (await fetch(`${url}/messages.json`)).json()) as StoredMessage[];
  const keyOf = (ts: string | undefined) => {
    const name = messages.find((one) => one.ts === ts)?.metadata?.event_payload;
    return name ? `${String(name['incident'])} ${String(name['key'])}` : undefined;
  };
  const shown = messages.map(({ ts, threadTs, channel, text, blocks }) => {
    const said = JSON.stringify({ channel, in: keyOf(threadTs), text, blocks });
    return `${keyOf(ts)}: ${withoutTimes(said, firstMs)}`;
  });
  return shown.toSorted().join('\n');
}

/** Times within an hour of the evidence's own stay, to the second. */
function withoutTimes(text: string, firstMs: number): string {
  return text
    .replaceAll(/<!date\^(\d+)\^[^>]*>/g, (_, sec: string) => {
      const afterSec = Number(sec) - Math.floor(firstMs / 1000);
      return afterSec === 0 || afterSec === 540 ? `<+${afterSec}>` : '<time>';
    })
    .replaceAll(/digest:\d+/g, 'digest:…');
}

/** One client dropped for missed heartbeats, as RabbitMQ logs it. */
function dropped(client: string, port: number, atMs: number) {
  const at = new Date(atMs).toISOString().replace('T', ' ').replace('Z', '000+00:00');
  const head = `${at} [error] <0.${port}.0>`;
  return [
    `${head} closing AMQP connection <0.${port}.0> (${client}:${port} -> 10.20.0.9:5672):`,
    `${head} missed heartbeats from client, timeout: 60s`,
  ].map((message, i) => ({ id: `${client}:${port}:${i}`, timestamp: atMs, message }));
}
