import type { LabelMatchers } from '../../model/command.ts';

const LABEL = /^([a-z][a-zA-Z0-9_-]{0,40})(?:=~|==|=|:)(.{1,200})$/s;

/** Takes `name=value` words from the front; `rest` begins with the first word that is none. Of a name given twice the last counts. */
export function readLabels(words: readonly string[]): { labels: LabelMatchers; rest: string[] } {
  const labels: Record<string, string> = {};
  let taken = 0;
  for (const word of words) {
    const found = LABEL.exec(word);
    if (!found?.[1] || found[2] === undefined || /^\d/.test(word)) break;
    labels[found[1]] = unquoted(found[2]);
    taken++;
  }
  return { labels, rest: words.slice(taken) };
}

function unquoted(value: string): string {
  return value.replace(/^["“'](.*)["”']$/s, '$1');
}
