import { createHash } from 'node:crypto';
import { PEOPLE, personOf } from './workspace.ts';

/** A name that a channel may bear, with or without `#`: lower case, up to 80 characters. */
const NAME = /^#?[\p{Ll}\p{Lo}\d_-]{1,80}$/u;

/**
 * The channels of the workspace. Inside the stand-in a channel goes by its key: `#name`, the id of a direct message, or an id
 * that the configuration names; the app is told ids, as Slack does.
 */
export interface Channels {
  /** The key of a name, an id, or a person's id (a direct message); undefined when Slack would not find it. */
  keyOf(given: unknown): string | undefined;
  /** The same of an id alone: Slack posts to a name, but reads and changes by id. */
  keyOfId(given: unknown): string | undefined;
  idOf(key: string): string;
  /** As in `channel_name`: without `#`. */
  nameOf(key: string): string;
}

/** Knows the channels given; others come to be known by their name. */
export function createChannels(known: readonly string[]): Channels {
  const ids = new Map<string, string>();
  const named = new Set<string>();
  const learn = (key: string): string => {
    ids.set(idOf(key), key);
    return key;
  };
  for (const given of ['#on-call', ...known]) {
    if (NAME.test(given)) learn(withHash(given));
    else named.add(given);
  }
  return {
    idOf,
    nameOf: (key) => (isDirect(key) ? 'directmessage' : key.replace(/^#/, '')),
    keyOfId(given) {
      if (typeof given !== 'string') return undefined;
      if (named.has(given) || isDirect(given)) return given;
      return ids.get(given);
    },
    keyOf(given) {
      if (typeof given !== 'string') return undefined;
      const direct = PEOPLE.find(({ id, name }) => [id, directId(id), `@${name}`].includes(given));
      if (direct) return directId(direct.id);
      if (named.has(given)) return given;
      return ids.get(given) ?? (NAME.test(given) ? learn(withHash(given)) : undefined);
    },
  };
}

/** Whether a key is that of a direct message between a person and the bot. */
export function isDirect(key: string): boolean {
  return personOf(key.replace(/^D/, 'U')) !== undefined;
}

/** The key, and the id, of the direct message between a person and the bot. */
export function directId(user: string): string {
  return user.replace(/^U/, 'D');
}

/** Ids follow from names, so that they are the same after a restart. */
function idOf(key: string): string {
  if (!key.startsWith('#')) return key;
  return `C${createHash('sha256').update(key).digest('hex').slice(0, 10).toUpperCase()}`;
}

function withHash(name: string): string {
  return name.startsWith('#') ? name : `#${name}`;
}
