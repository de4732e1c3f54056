import type { Config, Source } from '../model/config.ts';
import { isLike } from './is-like.ts';

/** What the configuration says of a log group or host; `name` is either. Who is not named belongs to the system `default`. */
export function sourceOf(
  { sources }: Pick<Config, 'sources'>,
  who: { logGroup: string } | { host: string } | { name: string },
): Source {
  const found = sources.find(({ logGroup, host }) => {
    if ('logGroup' in who) return logGroup !== undefined && isLike(logGroup, who.logGroup);
    if ('host' in who) return host !== undefined && isLike(host, who.host);
    return isLike(logGroup ?? host ?? '', who.name);
  });
  return found ?? { system: 'default' };
}
