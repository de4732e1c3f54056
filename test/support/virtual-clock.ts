import { setImmediate as afterMicrotasks } from 'node:timers/promises';
import { createAgenda } from '../soak/agenda.ts';

/** Time that passes only when nothing is left to do: many runs can wait at once, and hours take seconds. */
export interface VirtualClock {
  ms: number;
  wait(ms: number): Promise<void>;
  at(atMs: number, task: () => void): void;
  /** Lets time pass until nothing waits any more, or until a time (epoch milliseconds). */
  run(untilMs?: number): Promise<void>;
}

/** A clock that stands at a time (epoch milliseconds). */
export function createVirtualClock(startMs: number): VirtualClock {
  const agenda = createAgenda<() => void>();
  let next = agenda.next();
  const clock: VirtualClock = {
    ms: startMs,
    wait: (ms) => new Promise((resolve) => clock.at(clock.ms + ms, resolve)),
    at(atMs, task) {
      if (next) agenda.add(next.atMs, next.thing);
      agenda.add(atMs, task);
      next = agenda.next();
    },
    async run(untilMs = Infinity) {
      await afterMicrotasks();
      while (next && next.atMs <= untilMs) {
        clock.ms = Math.max(clock.ms, next.atMs);
        const { thing } = next;
        next = agenda.next();
        thing();
        await afterMicrotasks();
      }
      if (untilMs !== Infinity) clock.ms = Math.max(clock.ms, untilMs);
    },
  };
  return clock;
}
