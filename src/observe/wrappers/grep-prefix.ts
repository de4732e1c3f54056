import { startsLikeRecord } from '../log-start.ts';
import type { Unwrapped } from './wrapper.ts';

const EDITOR = /^\s{0,12}(?:Line|Zeile|Ligne|Línea|Riga|Linha|Regel|Rad|Строка|行)\s{1,8}(\d{1,9}):\s/;
const FILE =
  /^((?:[A-Za-z]:)?[\w./\\@+-]{1,300}?\.(?:log|txt|out|err|json)(?:[.-][\w.-]{1,40})?)(?::(\d{1,9}))?:/;
const NUMBER = /^\s{0,8}\d{1,8}(?::|\t| {1,3})/;

/** `broker.log:123:text` (grep -n), `Zeile 12: text` (Notepad++), and a bare line number (cat -n, grep -n) when a log record follows it. */
export function grepPrefix(text: string): Unwrapped | undefined {
  const head = text.slice(0, 400);
  const editor = EDITOR.exec(head);
  if (editor) return { text: text.slice(editor[0].length) };
  const file = /^[^\s:]{0,300}\.(?:log|txt|out|err|json)/.test(head) ? FILE.exec(head) : null;
  if (file) return { text: text.slice(file[0].length), stream: file[1] };
  const number = NUMBER.exec(head);
  if (number && startsLikeRecord(text, number[0].length)) return { text: text.slice(number[0].length) };
  return undefined;
}
