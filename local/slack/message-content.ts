import { charactersOf } from '../../src/render/slack/blocks.ts';
import { LIMITS } from '../../src/render/slack/limits.ts';
import type { FileStore } from './file-store.ts';
import { checkMessage } from './slack-limits.ts';
import type { StandInParts } from './stand-in-parts.ts';
import { parseGiven } from './stand-in-parts.ts';
import type { StoredMessage } from './state.ts';
import type { StoredFile } from './stored-records.ts';

/** Slack cuts texts of more than 40,000 characters and advises 4,000; the stand-in refuses from there on, so that nothing is cut. */
const MOST_TEXT = 4_000;

/** What a message shows. */
export type MessageContent = Pick<StoredMessage, 'text' | 'blocks' | 'metadata'>;

/** Slack's word for what it would refuse, and the faults by name. */
interface ContentFault {
  error: string;
  response_metadata?: { messages: string[] };
}

/** Reads text, blocks and metadata of a call, as Slack would take them. */
export function contentOf(
  { files, nowMs }: Pick<StandInParts, 'files' | 'nowMs'>,
  given: Readonly<Record<string, unknown>>,
): MessageContent | ContentFault {
  const blocks = parseGiven(given['blocks']) ?? [];
  const text = typeof given['text'] === 'string' ? given['text'] : '';
  if (!Array.isArray(blocks)) return { error: 'invalid_blocks_format' };
  if (text === '' && blocks.length === 0) return { error: 'no_text' };
  if (text.length > MOST_TEXT) return { error: 'msg_too_long' };
  if (charactersOf(blocks) > LIMITS.message.characters) return { error: 'msg_blocks_too_long' };
  // Blocks alone are fine: Slack makes the text of notifications of them.
  const faults = [...checkMessage({ text: text || '…', blocks }), ...missingPictures(blocks, files, nowMs())];
  if (faults.length > 0) return { error: 'invalid_blocks', response_metadata: { messages: faults } };
  const metadata = parseGiven(given['metadata']) as StoredMessage['metadata'];
  return { text, blocks: blocks as StoredMessage['blocks'], ...(metadata ? { metadata } : {}) };
}

/** Pictures in blocks whose file is not there, or is none. */
export function missingPictures(value: unknown, files: Pick<FileStore, 'find'>, nowMs: number): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const id = (value as { slack_file?: { id?: string } }).slack_file?.id;
  const file = files.find(id);
  const isPicture = file?.mimetype.startsWith('image/') === true;
  const isFine = id === undefined || (isPicture && isScanned(file, nowMs));
  const own = isFine ? [] : [`slack_file: ${id} is no picture, or is not scanned yet`];
  return [...own, ...Object.values(value).flatMap((one) => missingPictures(one, files, nowMs))];
}

/** Whether Slack has scanned a file, so that blocks may show it. */
export function isScanned({ scannedMs = 0 }: Pick<StoredFile, 'scannedMs'>, nowMs: number): boolean {
  return nowMs >= scannedMs;
}
