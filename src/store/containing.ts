import { HalfopenError } from '../errors.ts';
import { createFailures, type Failures } from '../failures.ts';
import type { StoreContext } from './store-context.ts';

const PORTS = ['table', 'queue', 'chat', 'charts'];

/** Work in which a fault of our own costs one part and not the rest. */
export interface Containing<Context> {
  /** The given context with its ports watched: what they throw is told from what our own code throws. */
  context: Context;
  failures: Failures;
  /**
   * Runs a part of the work. Undefined when our own code threw, which is noted: trying again would not help. What a port threw is
   * thrown on, except that an item is too large for the table.
   */
  contain<T>(what: string, task: () => Promise<T>): Promise<T | undefined>;
}

/** Starts with no failures. Only calls made through the returned context are watched. */
export function containing<Context extends StoreContext>(given: Context): Containing<Context> {
  const failures = createFailures();
  const thrownByPorts = new Set<unknown>();
  const isOwn = (thrown: unknown) =>
    thrownByPorts.has(thrown)
      ? thrown instanceof HalfopenError && thrown.code === 'item-too-large'
      : !(thrown instanceof HalfopenError && thrown.retryable);
  const watched = Object.entries(given).map(([name, part]: [string, unknown]) => [
    name,
    PORTS.includes(name) ? watch(part as object, thrownByPorts) : part,
  ]);
  return {
    context: Object.fromEntries(watched) as Context,
    failures,
    async contain(what, task) {
      try {
        return await task();
      } catch (thrown) {
        if (!isOwn(thrown)) throw thrown;
        failures.note(what, thrown);
        return undefined;
      }
    },
  };
}

function watch<T extends object>(port: T, thrown: Set<unknown>): T {
  return new Proxy(port, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return async (...given: unknown[]): Promise<unknown> => {
        try {
          return await (Reflect.apply(member, target, given) as Promise<unknown>);
        } catch (error) {
          thrown.add(error);
          throw error;
        }
      };
    },
  });
}
