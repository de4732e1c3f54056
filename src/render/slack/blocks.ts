import type { Block, MessageContent } from '../../model/chat-message.ts';
import { cut } from '../cut.ts';
import { LIMITS } from './limits.ts';
import { bare, inCodeBlock } from './mrkdwn.ts';

/** Messages stay well below what Slack takes. */
export const MESSAGE_CHARACTERS = 10_000;
const FALLBACK = 1_000;

/** A large title. */
export function header(text: string): Block {
  return {
    type: 'header',
    text: { type: 'plain_text', text: cut(bare(text), LIMITS.header) || '…', emoji: true },
  };
}

/** A paragraph of mrkdwn. */
export function section(mrkdwn: string): Block {
  return {
    type: 'section',
    text: { type: 'mrkdwn', text: cut(mrkdwn, LIMITS.section.text) || '…', verbatim: true },
  };
}

/** What a code block keeps under a paragraph that is too long: its fences and a few characters. */
const SMALLEST_CODE = 40;

/** A paragraph with text in a code block under it; both are cut so that the fence always closes. */
export function codeSection(mrkdwn: string, code: string, most: number = LIMITS.section.text): Block {
  const above = cut(mrkdwn, LIMITS.section.text - SMALLEST_CODE);
  const room = Math.max(20, Math.min(most, LIMITS.section.text) - above.length - 9);
  const inside = cut(inCodeBlock(code), room) || ' ';
  return section(`${above}${above ? '\n' : ''}\`\`\`\n${inside}\n\`\`\``);
}

/** Small grey print. */
export function context(mrkdwn: string): Block {
  return {
    type: 'context',
    elements: [{ type: 'mrkdwn', text: cut(mrkdwn, LIMITS.context.text) || '…', verbatim: true }],
  };
}

/** A button. `value` is at most 2,000 characters, which Slack gives back when it is pressed. */
export function button(
  actionId: string,
  label: string,
  value: string,
  style?: 'primary' | 'danger',
): Readonly<Record<string, unknown>> {
  return {
    type: 'button',
    action_id: actionId,
    text: { type: 'plain_text', text: cut(label, LIMITS.button.label), emoji: true },
    value: value.slice(0, LIMITS.button.value),
    accessibility_label: cut(label, LIMITS.button.label),
    ...(style ? { style } : {}),
  };
}

/** A row of buttons. */
export function actions(blockId: string, elements: readonly Readonly<Record<string, unknown>>[]): Block {
  return { type: 'actions', block_id: blockId, elements: elements.slice(0, LIMITS.actions) };
}

/**
 * Puts a message together within Slack's limits: `blocks` that no longer fit are left out, `last` (few and small: buttons, the
 * foot) always stand at the end.
 */
export function message(
  fallback: string,
  blocks: readonly Block[],
  last: readonly Block[] = [],
): MessageContent {
  const kept: Block[] = [];
  let characters = charactersOf(last);
  for (const block of blocks) {
    const size = charactersOf(block);
    if (kept.length + last.length >= LIMITS.message.blocks || characters + size > MESSAGE_CHARACTERS)
      continue;
    kept.push(block);
    characters += size;
  }
  return { text: cut(bare(fallback), FALLBACK) || '…', blocks: [...kept, ...last] };
}

/** Messages as one, within Slack's limits: what no longer fits is left out. Ids of blocks are left to Slack, since those of two messages may be alike. */
export function joinMessages(messages: readonly MessageContent[]): MessageContent {
  const blocks = messages
    .flatMap((one) => one.blocks)
    .map(({ block_id: _, ...block }): Block => block as Block);
  return message(messages[0]?.text ?? '', blocks);
}

/** Characters of text in a block, as Slack counts them. */
export function charactersOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + charactersOf(one), 0);
  if (typeof value !== 'object' || value === null) return 0;
  const { text, ...rest } = value as { text?: unknown };
  return (typeof text === 'string' ? text.length : charactersOf(text)) + charactersOf(Object.values(rest));
}
