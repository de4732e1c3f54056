import type { FoundMessage } from '../ports.ts';

const MOST_CHARACTERS = 200_000;
/** Members of a block, an attachment or a rich text that hold text, in the order in which they are read. */
const HOLDERS = [
  'pretext',
  'title',
  'text',
  'fields',
  'value',
  'elements',
  'rows',
  'blocks',
  'attachments',
  'message_blocks',
  'message',
  'footer',
];
/** Elements of a rich text that stand in one line with those beside them. */
const INLINE = new Set([
  'text',
  'link',
  'emoji',
  'user',
  'channel',
  'usergroup',
  'date',
  'broadcast',
  'color',
]);

/**
 * All that a person reads in a message, line by line: its text, then what its blocks and attachments (blocks in them, too) say that the
 * text does not. Bots such as Alertmanager, Datadog, Grafana and Amazon Q leave the text empty, or put a summary there.
 */
export function textOfMessage({ text = '', blocks = [], attachments = [] }: FoundMessage): string {
  const known = [text];
  for (const line of [...linesOf(blocks), ...linesOf(attachments)])
    if (line.trim() !== '' && !known.some((one) => one.includes(line.trim()))) known.push(line);
  return known
    .filter((line) => line.trim() !== '')
    .join('\n')
    .slice(0, MOST_CHARACTERS);
}

/** The ids of the files of a message. */
export function fileIdsOf({ files = [] }: FoundMessage): string[] {
  return files.flatMap(({ id }) => id ?? []);
}

/** `fallback` of an attachment repeats its text, so that it counts only where there is nothing else. */
function linesOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value))
    return isInline(value) ? [value.map(inlineText).join('')] : value.flatMap(linesOf);
  if (typeof value !== 'object' || value === null) return [];
  const members = value as Readonly<Record<string, unknown>>;
  if (isField(members)) return [`${String(members['title'])}: ${String(members['value'])}`];
  const lines = HOLDERS.flatMap((name) => linesOf(members[name]));
  return lines.length > 0 ? lines : linesOf(members['fallback']);
}

function isInline(elements: readonly unknown[]): boolean {
  return (
    elements.length > 0 && elements.every((one) => INLINE.has((one as { type?: string } | null)?.type ?? ''))
  );
}

function inlineText(element: unknown): string {
  const { text, url, name } = element as { text?: unknown; url?: unknown; name?: unknown };
  return [text, url, name].find((one): one is string => typeof one === 'string') ?? '';
}

/** A field of an attachment: a title with a value. */
function isField({ title, value }: Readonly<Record<string, unknown>>): boolean {
  return typeof title === 'string' && title !== '' && typeof value === 'string';
}
