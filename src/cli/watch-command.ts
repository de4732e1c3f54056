import { execFile } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { promisify } from 'node:util';
import { type FollowedLog, followFile, followJournal } from '../adapters/follow-file.ts';
import { dataDirOf, readLocalSecrets } from '../adapters/local-secrets.ts';
import { sendEvents, sendSnapshot } from '../adapters/pipeline-client.ts';
import { HalfopenError } from '../errors.ts';
import type { LogEvent } from '../model/log-event.ts';
import { counted } from '../render/in-words.ts';
import { forwardTo } from './forward-to.ts';
import type { Terminal } from './terminal.ts';

const LOOK_EVERY_MS = 1_000;
/** Events kept for one source while the host does not answer; further ones are dropped and counted. */
const MOST_WAITING = 50_000;
const EVENTS_A_DELIVERY = 5_000;
/** Of healthy messages that are only counted a first sample of what is selected at once is forwarded, so it is selected from much. */
const EVENTS_FORWARDED = 50_000;
const run = promisify(execFile);
const note = (message: string) => void process.stderr.write(`halfopen watch: ${message}\n`);

interface WatchOptions {
  to: string;
  journal?: string[];
  every: string;
  fromStart?: boolean;
  forward?: boolean;
}

/** Where events go. */
interface Target {
  name: string;
  most: number;
  /** Takes at most so many events of a log; throws where it can't now. */
  take(log: string, events: readonly LogEvent[]): Promise<void>;
}

/**
 * Follows logs and this host's connections and feeds the pipeline of a running host, until it is stopped; or writes what a runbook may
 * match of the logs to standard output.
 */
export async function watchCommand(
  files: string[],
  options: WatchOptions,
  { stdout }: Pick<Terminal, 'stdout'>,
): Promise<void> {
  const everySec = options.forward ? 0 : readEvery(options.every);
  refuseNothing(files, options, everySec);
  for (const file of files) noteAbsent(file);
  const target: Target = options.forward
    ? { name: 'standard output', most: EVENTS_FORWARDED, take: forwardTo(stdout) }
    : {
        name: options.to,
        most: EVENTS_A_DELIVERY,
        take: (log, events) => sendEvents(options.to, log, events),
      };
  const sources = [
    ...files.map((file) => createSource(file, followFile(file, options.fromStart === true))),
    ...(options.journal ?? []).map((unit) => createSource(`journal/${unit}`, followJournal(unit, note))),
  ];
  const timers = [setInterval(() => void Promise.all(sources.map((one) => one.look(target))), LOOK_EVERY_MS)];
  if (everySec > 0) timers.push(setInterval(() => void snapshot(options.to), everySec * 1_000));
  if (everySec > 0) void snapshot(options.to);
  const watched = `${counted(sources.length, 'log')}${everySec > 0 ? ` and the connections of ${hostname()}` : ''}`;
  (options.forward ? process.stderr : stdout).write(`Watching ${watched}, for ${target.name}\n`);
  await new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  for (const timer of timers) clearInterval(timer);
  await Promise.all(sources.map((one) => one.end(target)));
}

function readEvery(every: string): number {
  const seconds = Number(every);
  if (Number.isFinite(seconds) && seconds >= 0) return seconds;
  throw badUse(
    `--every is "${every}", which is not a number of seconds.`,
    'Write --every 60, or 0 for none.',
  );
}

function refuseNothing(files: readonly string[], { to, journal = [] }: WatchOptions, everySec: number): void {
  if (!URL.canParse(to) || !['http:', 'https:'].includes(new URL(to).protocol))
    throw badUse(`--to is "${to}", which is not an address.`, 'Write --to http://127.0.0.1:3000.');
  if (files.length === 0 && journal.length === 0 && everySec === 0)
    throw badUse('there is nothing to watch.', 'Name a log file, --journal UNIT, or leave --every 0 out.');
  const folder = files.find((file) => statSync(file, { throwIfNoEntry: false })?.isDirectory());
  if (folder !== undefined)
    throw badUse(`${folder} is a folder.`, `Name its files, for example ${folder}/*.log.`);
}

/** A log may appear later, so that it is followed all the same. */
function noteAbsent(file: string): void {
  if (!existsSync(file)) note(`${file} is not there; it is read as soon as it is`);
}

function badUse(message: string, hint: string): HalfopenError {
  return new HalfopenError({ code: 'bad-use', message, hint });
}

/** A log and what of it has not been taken yet. */
function createSource(name: string, followed: FollowedLog) {
  let waiting: LogEvent[] = [];
  let isBusy = false;
  let isAway = false;
  let isTaken = false;
  const look = async ({ name: to, most, take }: Target): Promise<void> => {
    if (isBusy) return;
    isBusy = true;
    waiting.push(...(await followed.read().catch(() => [])));
    if (waiting.length > MOST_WAITING) {
      note(`${name}: ${waiting.length - MOST_WAITING} lines dropped: the host did not answer for too long`);
      waiting = waiting.slice(-MOST_WAITING);
    }
    try {
      while (waiting.length > 0) {
        await take(name, waiting.slice(0, most));
        waiting = waiting.slice(most);
        if (!isTaken) note(`${name}: ${to} takes its lines`);
        isTaken = true;
      }
      isAway = false;
    } catch (error) {
      if (!isAway) note(`${name}: ${(error as Error).message}; trying again`);
      isAway = true;
    }
    isBusy = false;
  };
  const end = async (target: Target): Promise<void> => {
    await look(target);
    await followed.close();
    if (waiting.length > 0) note(`${name}: ${waiting.length} lines were not sent`);
  };
  return { look, end };
}

/** Notes what is wrong with snapshots once, not each minute. */
const said = (() => {
  let last = '';
  return (message: string): void => {
    if (message !== last && message !== '') note(message);
    last = message;
  };
})();

async function snapshot(url: string): Promise<void> {
  try {
    const { stdout } = await run('ss', ['-tanpo'], { maxBuffer: 64 << 20 });
    await sendSnapshot(url, { host: hostname(), text: stdout }, snapshotSecret(process.env));
    said('');
  } catch (error) {
    said(`no snapshot: ${(error as Error).message}`);
  }
}

/** Read each time, since the host may make its own only when it first starts. */
function snapshotSecret(env: NodeJS.ProcessEnv): string {
  const dataDir = dataDirOf(env);
  const secret = env['SNAPSHOT_SECRET'] || readLocalSecrets(dataDir).SNAPSHOT_SECRET;
  if (secret) return secret;
  throw new Error(
    `SNAPSHOT_SECRET is not set, and ${dataDir} holds no secret of a host. Set HALFOPEN_DATA_DIR to the data directory of the host`,
  );
}
