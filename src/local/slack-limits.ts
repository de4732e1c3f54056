import * as z from 'zod';
import { charactersOf } from '../render/slack/blocks.ts';

/** Slack's limits for the blocks that Halfopen uses (docs.slack.dev, block reference; @slack/types). */
const text = (most: number) => z.string().min(1).max(most);
const plainText = (most: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: text(most), emoji: z.boolean().optional() });
const mrkdwn = (most: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: text(most), verbatim: z.boolean().optional() });
const blockId = z.string().max(255).optional();
const button = z.strictObject({
  type: z.literal('button'),
  action_id: text(255),
  text: plainText(75),
  value: z.string().max(2_000).optional(),
  url: z.string().max(3_000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  accessibility_label: z.string().max(75).optional(),
});
const block = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('header'), text: plainText(150), block_id: blockId }),
  z.strictObject({
    type: z.literal('section'),
    text: z.union([mrkdwn(3_000), plainText(3_000)]),
    block_id: blockId,
  }),
  z.strictObject({
    type: z.literal('context'),
    elements: z
      .array(z.union([mrkdwn(2_000), plainText(2_000)]))
      .min(1)
      .max(10),
    block_id: blockId,
  }),
  z.strictObject({ type: z.literal('actions'), elements: z.array(button).min(1).max(25), block_id: blockId }),
  z.strictObject({ type: z.literal('divider'), block_id: blockId }),
]);
const message = z.strictObject({ text: text(4_000), blocks: z.array(block).max(50) });
/** Undocumented: Slack refused a message with some 13,200 characters over all blocks (`msg_blocks_too_long`). */
const MOST_CHARACTERS = 13_000;

/** What Slack would refuse in a message; nothing when it is fine. */
export function checkMessage(content: { text?: unknown; blocks?: unknown }): string[] {
  const result = message.safeParse({ text: content.text, blocks: content.blocks ?? [] });
  const faults = result.success
    ? []
    : result.error.issues.map(({ path, message: why }) => `${path.join('.')}: ${why}`);
  const characters = charactersOf(content.blocks ?? []);
  return characters > MOST_CHARACTERS ? [...faults, `blocks: ${characters} characters in all`] : faults;
}
