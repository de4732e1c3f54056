import { execFile } from 'node:child_process';
import { hostname } from 'node:os';
import { promisify } from 'node:util';
import { type FollowedLog, followFile, followJournal } from '../adapters/follow-file.ts';
import { dataDirOf, readLocalSecrets } from '../adapters/local-secrets.ts';
import { sendEvents, sendSnapshot } from '../adapters/pipeline-client.ts';
import { HalfopenError } from '../errors.ts';
import type { LogEvent } from '../model/log-event.ts';

const LOOK_EVERY_MS = 1_000;
/** Events kept for one source while the host does not answer; further ones are dropped and counted. */
const MOST_WAITING = 50_000;
const EVENTS_A_DELIVERY = 5_000;
const run = promisify(execFile);
const note = (message: string) => void process.stderr.write(`halfopen watch: ${message}\n`);

interface WatchOptions {
  to: string;
  journal?: string[];
  every: string;
  fromStart?: boolean;
}

/** Follows logs and this host's connections and feeds the pipeline of a running host, until it is stopped. */
export async function watchCommand(files: string[], options: WatchOptions): Promise<void> {
  const everySec = Number(options.every);
  if (!Number.isFinite(everySec) || everySec < 0) {
    const message = `--every is "${options.every}", which is not a number of seconds.`;
    throw new HalfopenError({ code: 'bad-use', message, hint: 'Write --every 60, or 0 for none.' });
  }
  const sources = [
    ...files.map((file) => createSource(file, followFile(file, options.fromStart === true))),
    ...(options.journal ?? []).map((unit) => createSource(`journal/${unit}`, followJournal(unit, note))),
  ];
  const timers = [
    setInterval(() => void Promise.all(sources.map((one) => one.look(options.to))), LOOK_EVERY_MS),
  ];
  if (everySec > 0) timers.push(setInterval(() => void snapshot(options.to), everySec * 1_000));
  if (everySec > 0) void snapshot(options.to);
  process.stdout.write(
    `Watching ${sources.length} logs${everySec > 0 ? ` and the connections of ${hostname()}` : ''}, for ${options.to}\n`,
  );
  await new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  for (const timer of timers) clearInterval(timer);
  await Promise.all(sources.map((one) => one.end(options.to)));
}

/** A log and what of it has not been taken yet. */
function createSource(name: string, followed: FollowedLog) {
  let waiting: LogEvent[] = [];
  let isBusy = false;
  let isAway = false;
  const look = async (url: string): Promise<void> => {
    if (isBusy) return;
    isBusy = true;
    waiting.push(...(await followed.read().catch(() => [])));
    if (waiting.length > MOST_WAITING) {
      note(`${name}: ${waiting.length - MOST_WAITING} lines dropped: the host did not answer for too long`);
      waiting = waiting.slice(-MOST_WAITING);
    }
    try {
      while (waiting.length > 0) {
        await sendEvents(url, name, waiting.slice(0, EVENTS_A_DELIVERY));
        waiting = waiting.slice(EVENTS_A_DELIVERY);
      }
      isAway = false;
    } catch (error) {
      if (!isAway) note(`${name}: ${(error as Error).message}; trying again`);
      isAway = true;
    }
    isBusy = false;
  };
  const end = async (url: string): Promise<void> => {
    await look(url);
    await followed.close();
    if (waiting.length > 0) note(`${name}: ${waiting.length} lines were not sent`);
  };
  return { look, end };
}

async function snapshot(url: string): Promise<void> {
  try {
    const { stdout } = await run('ss', ['-tanpo'], { maxBuffer: 64 << 20 });
    await sendSnapshot(url, { host: hostname(), text: stdout }, snapshotSecret(process.env));
  } catch (error) {
    note(`no snapshot: ${(error as Error).message}`);
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
