const QUOTES = new Set(['"', "'"]);
/** Programs that log in such a form name their message so. */
const MESSAGE_KEYS = new Set([
  'message',
  'msg',
  'error',
  'err',
  'reason',
  'detail',
  'details',
  'exception',
  'cause',
]);

/** What is filled in before somebody reads it: `{{ $labels.instance }}`, `${module.query}`. */
const BLANKS = ['{{', '${'];

/** Whether a line is a text that a file sets, such as the summary of an alert's rule (`summary: 'Connections near the limit',`), or one with blanks. */
export function isSettingLine(line: string): boolean {
  if (BLANKS.some((mark) => line.includes(mark))) return true;
  const text = line.trim();
  const end = text.split('').findIndex((character) => character === ':' || character === '=');
  const key = text.slice(0, Math.max(end, 0)).trim();
  if (key === '' || key.includes(' ') || QUOTES.has(key.charAt(0))) return false;
  return !MESSAGE_KEYS.has(key.toLowerCase()) && isQuoted(text.slice(end + 1).trim());
}

function isQuoted(value: string): boolean {
  const end = value.endsWith(',') || value.endsWith(';') ? -2 : -1;
  return QUOTES.has(value.charAt(0)) && value.length > 2 && value.at(end) === value.charAt(0);
}
