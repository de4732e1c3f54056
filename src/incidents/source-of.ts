import type { Config, Source } from '../model/config.ts';
import { matchesGlob } from './is-like.ts';

/** What the configuration says of a log group or host; `name` is either. Who is not named belongs to the system `default`. */
export function sourceOf(
  { sources }: Pick<Config, 'sources'>,
  who: { logGroup: string } | { host: string } | { name: string },
): Source {
  const found = sources.find(({ logGroup, host }) => {
    if ('logGroup' in who) return logGroup !== undefined && matchesGlob(logGroup, who.logGroup);
    if ('host' in who) return host !== undefined && matchesGlob(host, who.host);
    return matchesGlob(logGroup ?? host ?? '', who.name);
  });
  return found ?? { system: 'default' };
}
