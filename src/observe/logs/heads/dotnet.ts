import { letterLevel, level } from '../../level.ts';
import { readTime } from '../../times/read-time.ts';
import type { Head } from '../head.ts';

const CONSOLE = /^(trce|dbug|info|warn|fail|crit): ([A-Za-z_][\w.`+<>]{0,200})\[(\d{1,10})\]\s{0,2}/;
const MASSTRANSIT = /-([DIWEF]) /y;

/** .NET's console logger (`fail: Category[0]`, the message on the next line) and MassTransit's own (`08:12:33.998-W text`). */
export function dotnet(text: string): Head | undefined {
  const found = CONSOLE.exec(text.slice(0, 260));
  if (found) {
    const word = found[1] ?? '';
    return {
      format: '.NET console',
      from: found[0].length,
      level: level(word),
      logger: found[2],
    };
  }
  const first = text.charCodeAt(0);
  if (first < 48 || first > 57) return undefined;
  const time = readTime(text, 0);
  if (time?.shape !== 'clock') return undefined;
  MASSTRANSIT.lastIndex = time.end;
  const mark = MASSTRANSIT.exec(text)?.[1];
  if (mark === undefined) return undefined;
  return {
    format: 'masstransit',
    from: MASSTRANSIT.lastIndex,
    level: letterLevel(mark),
    fields: { library: 'masstransit' },
  };
}
