import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A message as the stand-in keeps it. `ts` is its name in its channel, as in Slack. */
export interface StoodMessage {
  channel: string;
  ts: string;
  threadTs?: string;
  broadcast?: boolean;
  text: string;
  blocks: readonly Record<string, unknown>[];
  metadata?: { event_type?: string; event_payload?: Record<string, unknown> };
  edits: number;
}

/** What was posted, in memory and, with a folder, in a file that a restart reads again. */
export interface StandInState {
  messages(): readonly StoodMessage[];
  find(channel: string, ts: string): StoodMessage | undefined;
  keep(message: StoodMessage): void;
  nextTs(): string;
}

/** Opens the state of a folder. */
export function openState(dataDir: string | undefined, nowMs: () => number): StandInState {
  const file = dataDir === undefined ? undefined : join(dataDir, 'slack.jsonl');
  const kept = new Map<string, StoodMessage>();
  const keyOf = ({ channel, ts }: Pick<StoodMessage, 'channel' | 'ts'>) => `${channel} ${ts}`;
  if (dataDir !== undefined) mkdirSync(dataDir, { recursive: true });
  if (file !== undefined && existsSync(file)) {
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      const message = parse(line);
      if (message) kept.set(keyOf(message), message);
    }
  }
  let lastUs = Math.max(0, ...[...kept.values()].map(({ ts }) => Math.round(Number(ts) * 1e6)));
  return {
    messages: () => [...kept.values()],
    find: (channel, ts) => kept.get(keyOf({ channel, ts })),
    keep(message) {
      kept.set(keyOf(message), message);
      if (file !== undefined) appendFileSync(file, `${JSON.stringify(message)}\n`);
    },
    nextTs() {
      lastUs = Math.max(lastUs + 1, Math.round(nowMs() * 1000));
      return (lastUs / 1e6).toFixed(6);
    },
  };
}

/** A line cut short by a crash is left out. */
function parse(line: string): StoodMessage | undefined {
  try {
    return line === '' ? undefined : (JSON.parse(line) as StoodMessage);
  } catch {
    return undefined;
  }
}
