import { spawn } from 'node:child_process';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { LogEvent } from '../model/log-event.ts';

const CHUNK_BYTES = 1 << 20;

/** A file that is followed. `read` gives the whole lines that came since the last time; their ids tell where they stood. */
export interface FollowedFile {
  read(): Promise<LogEvent[]>;
  close(): Promise<void>;
}

/**
 * Follows a log file by its inode: what was written before a rotation is read to its end first, then the new file from its start;
 * a truncated file is read anew. A file that is not there yet is waited for.
 */
export function followFile(path: string, fromStart: boolean): FollowedFile {
  let handle: FileHandle | undefined;
  let inode = 0;
  let offset = 0;
  let rest: Buffer = Buffer.of();
  let isFirst = true;
  const reopen = async (): Promise<boolean> => {
    const found = await stat(path).catch(() => undefined);
    if (!found || (handle && found.ino === inode)) return false;
    await handle?.close();
    handle = await open(path, 'r');
    inode = found.ino;
    offset = isFirst && !fromStart ? found.size : 0;
    isFirst = false;
    rest = Buffer.of();
    return true;
  };
  const drain = async (): Promise<LogEvent[]> => {
    const events: LogEvent[] = [];
    if (!handle) return events;
    if ((await handle.stat()).size < offset) {
      offset = 0;
      rest = Buffer.of();
    }
    for (;;) {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(CHUNK_BYTES), 0, CHUNK_BYTES, offset);
      if (bytesRead === 0) return events;
      const start = offset - rest.length;
      offset += bytesRead;
      const bytes = Buffer.concat([rest, buffer.subarray(0, bytesRead)]);
      const end = bytes.lastIndexOf(10) + 1;
      rest = Buffer.from(bytes.subarray(end));
      events.push(...toEvents(bytes.subarray(0, end), `${inode}:`, start));
    }
  };
  return {
    async read() {
      const before = await drain();
      return (await reopen()) ? [...before, ...(await drain())] : before;
    },
    close: async () => handle?.close(),
  };
}

function toEvents(bytes: Buffer, prefix: string, start: number): LogEvent[] {
  const events: LogEvent[] = [];
  const timestamp = Date.now();
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(10, from);
    const message = bytes.toString('utf8', from, end).replace(/\r$/, '');
    if (message !== '')
      events.push({ id: `${prefix}${String(start + from).padStart(14, '0')}`, timestamp, message });
    from = end + 1;
  }
  return events;
}

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
