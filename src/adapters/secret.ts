import { readSecret } from './read-secret.ts';

const AGAIN_AFTER_MS = 60_000;

/** A secret that somebody may replace while this process runs. */
export interface Secret {
  /** Reads it at the first call, and gives that value from then on. Throws as readSecret does, and tries again at the next call. */
  value(): Promise<string>;
  /** To be called when `used` was refused. True when there is another value by now; it is read again at most once a minute. */
  isReplaced(used: string): Promise<boolean>;
}

/** The secret of the variable `name`, or of the parameter that `<name>_PARAM` names. */
export function openSecret(
  env: NodeJS.ProcessEnv,
  name: string,
  nowMs: () => number = Date.now,
  read: typeof readSecret = readSecret,
): Secret {
  let current: Promise<string> | undefined;
  let readMs = 0;
  const value = (): Promise<string> => {
    current ??= read(env, name).catch((error: unknown) => {
      current = undefined;
      throw error;
    });
    return current;
  };
  return {
    value,
    async isReplaced(used) {
      if ((await value()) === used && nowMs() - readMs >= AGAIN_AFTER_MS) {
        readMs = nowMs();
        const again = await read(env, name).catch(() => used);
        if (again !== used) current = Promise.resolve(again);
      }
      return (await value()) !== used;
    },
  };
}
