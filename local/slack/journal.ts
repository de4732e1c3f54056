import { appendFileSync, existsSync, readFileSync } from 'node:fs';

/** A file of JSON lines that only grows; without a file nothing is kept. */
export interface Journal {
  lines(): Record<string, unknown>[];
  append(line: object): void;
}

/** Opens it. A line cut short by a crash is left out when it is read. */
export function openJournal(file: string | undefined): Journal {
  return {
    lines() {
      if (file === undefined || !existsSync(file)) return [];
      return readFileSync(file, 'utf8').split('\n').flatMap(parse);
    },
    append(line) {
      if (file !== undefined) appendFileSync(file, `${JSON.stringify(line)}\n`);
    },
  };
}

function parse(line: string): Record<string, unknown>[] {
  try {
    const value: unknown = line === '' ? undefined : JSON.parse(line);
    return typeof value === 'object' && value !== null ? [value as Record<string, unknown>] : [];
  } catch {
    return [];
  }
}
