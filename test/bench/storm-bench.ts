import { execFileSync } from 'node:child_process';
import { builtInPatternIndex, builtInRunbooks } from '../../src/adapters/package-files.ts';
import { createEngine } from '../../src/engine/triage.ts';
import { createStormBot } from './storm-bot.ts';
import { createStormLog } from './storm-logs.ts';

// What storms cost, in simulated time on a table in memory; each case in a process of its own, so that its memory is its own.
const START_MS = 1_800_000_000_000;
const MINUTE_MS = 60_000;
const engine = createEngine(builtInRunbooks(), undefined, builtInPatternIndex());

/** A restart of each broker, in which it drops its clients within a second; the log comes in deliveries of 200 events, five seconds later. */
async function restart(brokers: number, clients: number): Promise<void> {
  const bot = createStormBot(engine, START_MS, brokers);
  const deliveries = Array.from({ length: brokers }, (_, broker) => {
    const log = createStormLog(broker);
    const events = Array.from({ length: clients }, (__, i) => log.stopped(i, START_MS + (i % 1_000))).flat();
    return inParts(events, 200).map((part) => ({ part, broker }));
  }).flat();
  const cpu = startCpu();
  bot.clock.at(START_MS + 5_000, () => {
    void (async () => {
      for (const { part, broker } of deliveries) await bot.deliver(part, broker);
    })();
  });
  bot.lambda.sweepUntil(START_MS + 5 * MINUTE_MS);
  await bot.clock.run(START_MS + 5 * MINUTE_MS);
  const { table, lambda, did } = bot;
  const incidents = bot.incidents();
  say('incidents', incidents.length, '');
  say('clients counted', sum(incidents.map(({ diagnosis }) => clientsOf(diagnosis.concerns))), '');
  say('from the restart to the last card, simulated', Math.max(...did.firstCardMs) / 1_000, 's');
  say('longest chain', lambda.did.longestChain, 'invocations');
  say('dead letters', lambda.did.deadLetters.length, '');
  say('notify invocations', lambda.did.invocations, '');
  say('read units', table.readUnits(), '');
  say('write units', table.writeUnits(), '');
  say('calls of the table', table.calls(), '');
  say('calls of Slack', did.slackCalls, '');
  say('CPU', cpu() / 1_000, 's');
}

/** A delivery of 50 lines with so many deliveries kept, beside the same with none, in turns. */
async function kept(deliveries: number): Promise<void> {
  const log = createStormLog();
  const fifty = (atMs: number, n: number) => [
    ...Array.from({ length: 24 }, (_, i) => log.healthy(i, atMs + i * 10)).flat(),
    ...log.missed(n % 20, atMs + 500),
  ];
  const full = createStormBot(engine, START_MS);
  let [atMs, n] = [START_MS, 0];
  const next = async (bot: ReturnType<typeof createStormBot>) => {
    bot.clock.ms = atMs + 1_000;
    const before = { read: bot.table.readUnits(), written: bot.table.writeUnits() };
    const cpu = startCpu();
    await bot.deliver(fifty(atMs, n++), 0, `s${n % 100}`);
    return {
      cpuMs: cpu(),
      read: bot.table.readUnits() - before.read,
      written: bot.table.writeUnits() - before.written,
    };
  };
  for (; n < deliveries; atMs += 10_000) await next(full);
  const [withKept, withNone, cold]: [Cost[], Cost[], Cost[]] = [[], [], []];
  for (let run = 0; run < 30; run++) {
    withKept.push(await next(full));
    withNone.push(await next(createStormBot(engine, atMs)));
    atMs += 10_000;
  }
  for (let run = 0; run < 5; run++) {
    full.restart();
    cold.push(await next(full));
    atMs += 10_000;
  }
  for (const [name, costs] of Object.entries({
    none: withNone,
    [`${deliveries} kept`]: withKept,
    [`${deliveries} kept, a new process`]: cold,
  })) {
    say(`CPU, ${name}`, median(costs.map(({ cpuMs }) => cpuMs)), 'ms');
    say(`read units, ${name}`, median(costs.map(({ read }) => read)), '');
    say(`write units, ${name}`, median(costs.map(({ written }) => written)), '');
  }
  say(
    'CPU, kept : none',
    median(withKept.map(({ cpuMs }) => cpuMs)) / median(withNone.map(({ cpuMs }) => cpuMs)),
    'x',
  );
}

interface Cost {
  cpuMs: number;
  read: number;
  written: number;
}

/** 160,000 lines of one broker in 40 deliveries within two minutes: a thousand clients dropped again and again. */
async function storm(): Promise<void> {
  const bot = createStormBot(engine, START_MS);
  const log = createStormLog();
  let cpuMs = 0;
  for (let delivery = 0; delivery < 40; delivery++) {
    const events = Array.from({ length: 2_000 }, (_, i) => {
      const atMs = START_MS + Math.floor(((delivery * 2_000 + i) * 2 * MINUTE_MS) / 80_000);
      return log.missed(i % 1_000, atMs);
    }).flat();
    bot.clock.ms = Math.max(bot.clock.ms, events.at(-1)?.timestamp ?? 0);
    const cpu = startCpu();
    await bot.deliver(events, 0, `s${delivery % 10}`);
    cpuMs += cpu();
  }
  say('incidents', bot.incidents().length, '');
  say('CPU', cpuMs / 1_000, 's');
  say('read units', bot.table.readUnits(), '');
  say('write units', bot.table.writeUnits(), '');
}

const CASES: Record<string, () => Promise<void>> = {
  'a restart drops 1,000 clients of one broker': () => restart(1, 1_000),
  'ten brokers drop 1,000 clients each': () => restart(10, 1_000),
  '50 lines, 1,500 deliveries kept': () => kept(1_500),
  '160,000 lines in 40 deliveries': storm,
};

/** Most of what a storm takes is garbage that V8 leaves lying while there is room: this is how much it needs. */
const BOUNDED: Record<string, readonly string[]> = {
  '160,000 lines in 40 deliveries': ['--max-old-space-size=160', '--max-semi-space-size=32'],
};

const only = process.argv[2];
if (only === undefined) {
  for (const name of Object.keys(CASES)) {
    const args = [...(BOUNDED[name] ?? []), import.meta.filename, name];
    process.stdout.write(execFileSync(process.execPath, args, { encoding: 'utf8' }));
  }
} else {
  const base = process.memoryUsage.rss();
  await CASES[only]?.();
  say('memory at the start', base / 1e6, 'MB');
  say('most memory', process.resourceUsage().maxRSS / 1e3, 'MB');
}

function say(name: string, value: number, unit: string): void {
  console.log(
    `storm, ${only}, ${name}: ${Number.isInteger(value) ? value : value.toFixed(value < 10 ? 2 : 0)} ${unit}`.trim(),
  );
}

/** Milliseconds of the processor since. */
function startCpu(): () => number {
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  };
}

function clientsOf(concerns: readonly { label: string; count: number }[] = []): number {
  return concerns.find(({ label }) => label === 'client')?.count ?? 0;
}

function inParts<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
