import type { Failure } from './model/failure.ts';

const MOST_KINDS = 20;
const LONGEST_MESSAGE = 200;

/** Collects what our own code threw, so that it costs one record, block or runbook instead of the whole answer. */
export interface Failures {
  /** Runs `task` and returns its result; undefined when it throws, which is then noted. `line` is the line being read. */
  contain<T>(what: string, task: () => T, line?: number): T | undefined;
  /** Notes what was thrown while `what` was done. */
  note(what: string, thrown: unknown, line?: number): void;
  /** Adds what was noted elsewhere. */
  join(failures: readonly Failure[]): void;
  /** How often anything was noted. */
  count(): number;
  /** Each kind of failure once, with its count; the first twenty kinds. */
  list(): Failure[];
}

/** Starts with no failures. */
export function createFailures(): Failures {
  const kinds = new Map<string, Failure>();
  let count = 0;
  const add = (failure: Failure): void => {
    count += failure.count;
    const key = `${failure.what}\n${failure.message}`;
    const known = kinds.get(key);
    if (known) known.count += failure.count;
    else if (kinds.size < MOST_KINDS) kinds.set(key, { ...failure });
  };
  const note: Failures['note'] = (what, thrown, line) => {
    const message = (thrown instanceof Error ? thrown.message : String(thrown)).slice(0, LONGEST_MESSAGE);
    add({ what, message, count: 1, ...(line === undefined ? {} : { line }) });
  };
  return {
    contain(what, task, line) {
      try {
        return task();
      } catch (thrown) {
        note(what, thrown, line);
        return undefined;
      }
    },
    note,
    join: (failures) => failures.forEach(add),
    count: () => count,
    list: () => [...kinds.values()],
  };
}
