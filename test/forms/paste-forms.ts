import { stillTells } from './deciding-span.ts';
import { type Form, linesOf, logForm, recordForm, textForm } from './form.ts';
import { isLog } from './incident.ts';

const HEALTHY = [
  '2026-04-09 10:11:11 INFO scheduler: 14 jobs in 213 ms',
  '2026-04-09 10:11:12 INFO http: GET /health 200 in 2 ms',
  '2026-04-09 10:11:13 INFO cache: 1204 entries, 88 % hits',
];

/** What is lost, broken or added where people copy and paste. */
export const PASTE_FORMS: readonly Form[] = [
  cutForm(120, ''),
  cutForm(120, '…'),
  cutForm(80, '$'),
  cutForm(80, ''),
  ...[60, 72, 80, 100, 120].map((columns) => wrapped(`wrapped at ${columns} by words`, columns, wrapWords)),
  ...[80, 100].map((columns) => wrapped(`wrapped at ${columns} by a terminal`, columns, wrapHard)),
  recordForm('quoted in a sentence', (text) =>
    inSentence(text, (line) => `Our service keeps printing "${line}" since this morning.\n`),
  ),
  recordForm('in back-ticks in a sentence', (text) =>
    inSentence(text, (line) => `We are getting \`${line}\` about once an hour, any idea?\n`),
  ),
  logForm(
    'behind a sentence that ends in a colon',
    (text) => `Since the weekend we get this error in our service:\n\n${text}\nWhat could be the reason?\n`,
  ),
  textForm('doubled', (text) => text + text),
  logForm('among healthy lines', (text) => `${HEALTHY.join('\n')}\n${text}${HEALTHY.join('\n')}\n`),
  textForm('half of the rows', halfOfRows),
  logForm('times taken off', (text) =>
    text.includes('haproxy[') ? undefined : linesOf(text).map(withoutTime).join('\n') + '\n',
  ),
];

const TIME =
  /^(?:\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d| UTC)?|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d) /;

/** Every second row from the first with a number on. What a log says several times is not taken away altogether: nor a level: two ends of one story may alternate. */
function halfOfRows(text: string): string | undefined {
  const lines = linesOf(text);
  const first = lines.findIndex((line) => /\d/.test(line));
  const rows = lines.slice(first);
  if (first < 0 || rows.length < 8) return undefined;
  const kept = [...lines.slice(0, first), ...rows.filter((_, i) => i % 2 === 0)];
  const goneOf = (of: (line: string) => string | undefined) =>
    lines.filter((line) => !kept.some((other) => of(other) === of(line)));
  const messages = goneOf(withoutNumbers).map(withoutNumbers);
  const isGone = new Set(messages).size < messages.length || goneOf(levelOf).length > 0;
  return isGone && isLog(text) ? undefined : `${kept.join('\n')}\n`;
}

function levelOf(line: string): string | undefined {
  return /\b(?:INFO|WARN(?:ING)?|ERROR)\b/.exec(line)?.[0];
}

function withoutNumbers(line: string): string {
  return line.replaceAll(/[\da-f]*\d[\da-f]*/gi, '');
}

function withoutTime(line: string): string {
  return line.replace(TIME, '');
}

/** Lines that end at a column, as a terminal, a pager or a screenshot leaves them. What a cut takes away is not asked for. */
function cutForm(columns: number, mark: string): Form {
  const kept = columns - mark.length;
  const cut = (line: string) => (line.length > columns ? line.slice(0, kept) + mark : line);
  return {
    name: `cut at ${columns} columns${mark && ` with "${mark}"`}`,
    rewrite(incident) {
      const inputs = incident.inputs.map((input) => ({
        ...input,
        text: `${linesOf(input.text).map(cut).join('\n')}\n`,
      }));
      const isCut = inputs.some(({ text }, i) => text !== incident.inputs[i]?.text);
      const tells = incident.inputs.every(({ text }) => stillTells(text, incident.runbook, kept));
      return isCut && tells ? { ...incident, inputs } : undefined;
    },
  };
}

function wrapped(name: string, columns: number, wrap: (line: string, columns: number) => string[]): Form {
  return logForm(name, (text) => {
    const rows = linesOf(text).flatMap((line) => wrap(line, columns));
    return `${rows.join('\n')}\n`;
  });
}

function wrapWords(line: string, columns: number): string[] {
  const rows: string[] = [];
  let row = '';
  for (const word of line.split(' ')) {
    if (row !== '' && row.length + 1 + word.length > columns) {
      rows.push(row);
      row = word;
    } else row = row === '' ? word : `${row} ${word}`;
  }
  return [...rows, row];
}

function wrapHard(line: string, columns: number): string[] {
  if (line.length <= columns) return [line];
  return [line.slice(0, columns), ...wrapHard(line.slice(columns), columns)];
}

/** People quote one message of a program in a sentence, without its time, none of several hundred letters and no row of a table. */
function inSentence(text: string, sentence: (line: string) => string): string | undefined {
  const lines = linesOf(text);
  const line = withoutTime(lines[0] ?? '');
  return lines.length > 1 || line.length > 160 || /["`\t]/.test(line) ? undefined : sentence(line);
}
