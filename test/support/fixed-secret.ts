import { openSecret, type Secret } from '../../src/adapters/secret.ts';

/** A secret that nobody replaces. */
export function fixedSecret(value: string): Secret {
  return openSecret({ SECRET: value }, 'SECRET');
}
