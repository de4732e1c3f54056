import type { InputReport } from '../model/diagnosis.ts';
import { SEARCHED_KIB } from '../model/searched-part.ts';
import { counted } from './in-words.ts';

/** What of an input was not read or searched, to stand behind what was read: `, 2 lines unparsed`. Empty when there is nothing. */
export function readingGaps({
  unreadLines,
  partlySearched = 0,
}: Pick<InputReport, 'unreadLines' | 'partlySearched'>): string {
  const { head, tail } = SEARCHED_KIB;
  const unread = unreadLines > 0 ? `, ${counted(unreadLines, 'line')} unparsed` : '';
  const partly =
    partlySearched > 0
      ? `, ${counted(partlySearched, 'record')} searched only in the first ${head} and last ${tail} KiB`
      : '';
  return `${unread}${partly}`;
}
