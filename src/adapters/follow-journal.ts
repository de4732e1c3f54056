import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { LogEvent } from '../model/log-event.ts';
import type { FollowedFile } from './follow-file.ts';

/** Follows a unit's journal by `journalctl -f -o json`. `failed` is told when it can't, or ends. */
export function followJournal(unit: string, failed: (why: string) => void): FollowedFile {
  const child = spawn('journalctl', ['-f', '-o', 'json', '-n', '0', '-u', unit], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let waiting: LogEvent[] = [];
  child.on('error', (error) => failed(`journalctl can't be started: ${error.message}`));
  child.on('exit', (code) => failed(`journalctl ended with ${code}`));
  createInterface({ input: child.stdout }).on('line', (line) => {
    const event = toEvent(line);
    if (event) waiting.push(event);
  });
  return {
    async read() {
      const events = waiting;
      waiting = [];
      return events;
    },
    async close() {
      child.removeAllListeners();
      child.kill();
    },
  };
}

/** `__CURSOR` names an entry, `__REALTIME_TIMESTAMP` is in microseconds (systemd.journal-fields(7)). A binary message is left out. */
function toEvent(line: string): LogEvent | undefined {
  try {
    const { MESSAGE, __CURSOR, __REALTIME_TIMESTAMP } = JSON.parse(line) as Record<string, unknown>;
    if (typeof MESSAGE !== 'string' || typeof __CURSOR !== 'string') return undefined;
    return {
      id: __CURSOR.slice(-200),
      timestamp: Math.floor(Number(__REALTIME_TIMESTAMP) / 1000),
      message: MESSAGE,
    };
  } catch {
    return undefined;
  }
}
