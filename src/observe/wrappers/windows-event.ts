import { level as levelNamed } from '../level.ts';
import type { Line } from '../line.ts';
import { readTime } from '../times/read-time.ts';

/** How an event of Windows begins: as Event Viewer copies it, or as `Get-WinEvent | Format-List` prints it. */
const BEGINS = /^\s{0,8}(?:Log Name|TimeCreated) {0,20}: /;
const FIELD =
  /^\s{0,8}(Log Name|Source|ProviderName|Date|TimeCreated|Event ID|Id|Level|LevelDisplayName|Computer|MachineName|Task Category|Keywords|User|OpCode|Description|Message) {0,20}:(?: {1,20}(.{0,4000}))?$/;
const TEXTS = new Set(['Description', 'Message']);
const MOST_LINES = 60;

/** Makes one line of each event that was copied from Windows' event log over several: its text, with its time, level, source and computer. */
export function joinWindowsEvents(lines: readonly Line[]): readonly Line[] {
  if (!lines.some(({ text }) => BEGINS.test(text.slice(0, 60)))) return lines;
  const joined: Line[] = [];
  for (let i = 0; i < lines.length; ) {
    const event = BEGINS.test(lines[i]?.text ?? '') ? eventAt(lines, i) : undefined;
    joined.push(event?.line ?? (lines[i] as Line));
    i = event?.next ?? i + 1;
  }
  return joined;
}

function eventAt(lines: readonly Line[], from: number): { line: Line; next: number } | undefined {
  const fields = new Map<string, string>();
  let at = from;
  for (; at < Math.min(lines.length, from + MOST_LINES); at++) {
    const field = FIELD.exec(lines[at]?.text ?? '');
    if (!field || fields.has(field[1] ?? '')) break;
    fields.set(field[1] ?? '', field[2] ?? '');
    if (TEXTS.has(field[1] ?? '')) break;
  }
  const [first, said] = [lines[from], fields.get('Description') ?? fields.get('Message')];
  if (!first || said === undefined) return undefined;
  let next = at + 1;
  while (next < lines.length && isContinued(lines[next])) next++;
  const parts = lines.slice(from, next);
  const text = [said, ...lines.slice(at + 1, next).map((line) => line.text.trim())].join(' ').trim();
  return text === '' ? undefined : { line: toLine(first, parts, fields, text), next };
}

function isContinued(line: Line | undefined): boolean {
  return line !== undefined && line.text.trim() !== '' && !BEGINS.test(line.text);
}

function toLine(
  first: Line,
  parts: readonly Line[],
  fields: ReadonlyMap<string, string>,
  text: string,
): Line {
  const last = parts.at(-1) ?? first;
  const atMs = readTime((fields.get('Date') ?? fields.get('TimeCreated') ?? '').trim())?.atMs;
  const level = levelNamed((fields.get('Level') ?? fields.get('LevelDisplayName') ?? '').trim());
  const host = fields.get('Computer') ?? fields.get('MachineName');
  const logger = fields.get('Source') ?? fields.get('ProviderName');
  return {
    ...first,
    text,
    verbatim: parts.map(({ verbatim }) => verbatim).join('\n'),
    lastNumber: last.lastNumber ?? last.number,
    ...(atMs === undefined ? {} : { atMs }),
    ...(level === undefined ? {} : { level }),
    ...(host ? { host: host.trim() } : {}),
    ...(logger ? { logger: logger.trim() } : {}),
  };
}
