import { spawn } from 'node:child_process';
import { open, stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { LogEvent } from '../model/log-event.ts';

const CHUNK_BYTES = 1 << 20;

/** A log that is followed. `read` gives the whole lines that came since the last time; their ids say where they stood. */
export interface FollowedLog {
  read(): Promise<LogEvent[]>;
  close(): Promise<void>;
}

/**
 * Follows a log file by its inode. After a rotation the old file is read on until the new one has something in it: until then the
 * program may still write to the old one. Its last line then counts as whole, with or without a newline. A truncated file is read
 * from its start. Waits for a file that does not exist yet.
 */
export function followFile(path: string, fromStart: boolean): FollowedLog {
  /** Oldest first; more than one only while a rotation is under way. */
  let files: FileReader[] = [];
  let isFirst = true;
  const openNewest = async (): Promise<void> => {
    const found = await stat(path).catch(() => undefined);
    if (!found || found.ino === files.at(-1)?.inode) return;
    files.push(await openReader(path, isFirst && !fromStart));
    isFirst = false;
  };
  return {
    async read() {
      await openNewest();
      const events: LogEvent[][] = [];
      for (const file of files) events.push(await file.read());
      const current = files.findLastIndex((file) => file.hasRead());
      const ended = files.slice(0, Math.max(0, current));
      for (const [i, file] of ended.entries()) events[i]?.push(...(await file.end()));
      files = files.slice(ended.length);
      return events.flat();
    },
    async close() {
      for (const file of files) await file.close();
    },
  };
}

interface FileReader {
  inode: number;
  /** The lines that became whole since the last time. */
  read(): Promise<LogEvent[]>;
  /** Whether anything was read yet. */
  hasRead(): boolean;
  /** What is left, the last line without its newline included, and closes the file. */
  end(): Promise<LogEvent[]>;
  close(): Promise<void>;
}

async function openReader(path: string, skipsContent: boolean): Promise<FileReader> {
  const handle = await open(path, 'r');
  const { ino: inode, size } = await handle.stat();
  const start = skipsContent ? size : 0;
  let offset = start;
  let rest: Buffer = Buffer.of();
  let truncations = 0;
  /** The unfinished line as an event, if there is one. */
  const takeRest = (): LogEvent[] => {
    const events = toEvents(rest, idPrefix(inode, truncations), offset - rest.length);
    rest = Buffer.of();
    return events;
  };
  const read = async (): Promise<LogEvent[]> => {
    const events: LogEvent[] = [];
    if ((await handle.stat()).size < offset) {
      events.push(...takeRest());
      truncations++;
      offset = 0;
    }
    for (;;) {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(CHUNK_BYTES), 0, CHUNK_BYTES, offset);
      if (bytesRead === 0) return events;
      const from = offset - rest.length;
      offset += bytesRead;
      const bytes = Buffer.concat([rest, buffer.subarray(0, bytesRead)]);
      const end = bytes.lastIndexOf(10) + 1;
      rest = Buffer.from(bytes.subarray(end));
      events.push(...toEvents(bytes.subarray(0, end), idPrefix(inode, truncations), from));
    }
  };
  const close = (): Promise<void> => handle.close();
  return {
    inode,
    read,
    hasRead: () => offset !== start || truncations > 0,
    async end() {
      const events = [...(await read()), ...takeRest()];
      await close();
      return events;
    },
    close,
  };
}

/** Two lines at the same place of a file, before and after it was truncated, have ids of their own. */
function idPrefix(inode: number, truncations: number): string {
  return truncations === 0 ? `${inode}:` : `${inode}.${truncations}:`;
}

function toEvents(bytes: Buffer, prefix: string, start: number): LogEvent[] {
  const events: LogEvent[] = [];
  const timestamp = Date.now();
  for (let from = 0; from < bytes.length; ) {
    const newline = bytes.indexOf(10, from);
    const end = newline < 0 ? bytes.length : newline;
    const message = bytes.toString('utf8', from, end).replace(/\r$/, '');
    if (message !== '')
      events.push({ id: `${prefix}${String(start + from).padStart(14, '0')}`, timestamp, message });
    from = end + 1;
  }
  return events;
}

/** Follows a unit's journal by `journalctl -f -o json`. `failed` is called when it can't be started, or ends. */
export function followJournal(unit: string, failed: (why: string) => void): FollowedLog {
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
