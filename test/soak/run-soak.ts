import { sweep } from '../../src/notify/sweep.ts';
import { runQueue } from '../support/run-queue.ts';
import { ageIncidents } from './age-items.ts';
import { createAgenda } from './agenda.ts';
import { compareCourses, compareSlack, type Difference } from './compare.ts';
import { type Arrival, createDeliverer } from './deliver.ts';
import { act } from './people.ts';
import type { PersonAct } from './scenario.ts';
import { measureSize } from './size.ts';
import { type SoakRun, startRun } from './soak-run.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** Kills of what sends to Slack, and of sweeps, in each thousand minutes. */
const KILLS_IN_1000 = 10;
/** After the end, so long until Slack shows it all. */
const AFTER_MIN = 6;

type Task = Arrival | { person: PersonAct } | { deploy: true } | { minute: number };

/** What a run gives. */
export interface SoakResult {
  run: SoakRun;
  differences: readonly Difference[];
}

/** Plays the scenario of a seed against the bot, and compares what it made of it with what had to come. */
export async function runSoak(
  options: { seed: number; hours: number; systems: number },
  onHour: (soFar: SoakResult) => void = () => undefined,
): Promise<SoakResult> {
  const run = startRun(options);
  const { scenario, clock, bot } = run;
  const agenda = createAgenda<Task>();
  for (const parcel of scenario.parcels)
    agenda.add(parcel.arrivesMs, { parcel, firstTryMs: parcel.arrivesMs, tries: 0 });
  for (const snapshot of scenario.snapshots)
    agenda.add(snapshot.atMs + 500, { snapshot, firstTryMs: snapshot.atMs + 500, tries: 0 });
  for (const person of scenario.acts) agenda.add(person.atMs, { person });
  for (const atMs of scenario.deploysMs) agenda.add(atMs, { deploy: true });
  agenda.add(scenario.startMs, { minute: 0 });
  const deliver = createDeliverer(run);
  const differences: Difference[] = [];
  for (let next = agenda.next(); next; next = agenda.next()) {
    await workQueue(run, next.atMs);
    clock.ms = Math.max(clock.ms, next.atMs);
    const task = next.thing;
    if ('minute' in task) {
      await passMinute(run);
      if (task.minute % 60 === 0) {
        run.sizes.push(await measureSize(run));
        onHour({ run, differences });
      }
      if (task.minute > 0 && task.minute % 720 === 0)
        differences.push(...(await compareCourses(run, 'then')));
      if (clock.ms < scenario.endMs + AFTER_MIN * MINUTE_MS)
        agenda.add(next.atMs + MINUTE_MS, { minute: task.minute + 1 });
    } else if ('person' in task) {
      await act(run, task.person);
    } else if ('deploy' in task) {
      await ageIncidents(bot.table, bot.table.items(), clock.ms);
      bot.deploy();
      run.done.deploys++;
    } else {
      const retryMs = await deliver(task);
      if (retryMs !== undefined) agenda.add(retryMs, { ...task, tries: task.tries + 1 });
    }
  }
  differences.push(...(await compareCourses(run, 'end')), ...(await compareSlack(run)));
  return { run, differences };
}

async function workQueue(run: SoakRun, untilMs: number): Promise<void> {
  const { bot, clock, meter, random, scenario } = run;
  if (untilMs < clock.ms) return;
  const isCalm = clock.ms > scenario.endMs - HOUR_MS;
  if (!isCalm && random(1_000) < KILLS_IN_1000)
    bot.killAt(1 + random(12), random(2) === 0 ? 'kill-before' : 'kill-after');
  await meter.measure(clock.ms, { of: 'notifyCpuMs' }, () => runQueue(bot.context, untilMs - clock.ms));
  if (!bot.spare()) run.done.kills++;
}

/** What comes each minute: the sweep, unless it is killed, and a look at the clock by the oracle. */
async function passMinute(run: SoakRun): Promise<void> {
  const { bot, clock, oracle, slack, random, scenario, done, meter } = run;
  const isCalm = clock.ms > scenario.endMs - HOUR_MS;
  if (!isCalm && random(1_000) < KILLS_IN_1000) bot.killAt(1 + random(3), 'kill-before');
  try {
    await meter.measure(clock.ms, { of: 'notifyCpuMs' }, () => sweep(bot.context));
    done.sweeps++;
    oracle.sweep(clock.ms);
  } catch (error) {
    if (bot.spare()) throw error;
    done.kills++;
  }
  bot.spare();
  oracle.minute(clock.ms, slack.isFine(clock.ms));
}
