import * as z from 'zod';
import { charactersOf } from '../../src/render/slack/blocks.ts';
import { block } from './limits/block-limits.ts';
import { checkSurface } from './limits/surface-limits.ts';
import { plainText, text } from './limits/text-limits.ts';

/** Slack's limits for messages and views (docs.slack.dev, block reference and views). */
const message = z.strictObject({ text: text(4_000), blocks: z.array(block).max(50) });
const common = {
  blocks: z.array(block).min(1).max(100),
  private_metadata: z.string().max(3_000).optional(),
  callback_id: z.string().max(255).optional(),
  external_id: z.string().max(255).optional(),
};
const modal = z.strictObject({
  type: z.literal('modal'),
  title: plainText(24),
  submit: plainText(24).optional(),
  close: plainText(24).optional(),
  clear_on_close: z.boolean().optional(),
  notify_on_close: z.boolean().optional(),
  submit_disabled: z.boolean().optional(),
  ...common,
});
const home = z.strictObject({ type: z.literal('home'), ...common });
const view = z.discriminatedUnion('type', [modal, home]);

/** Undocumented: Slack refused a message with some 13,200 characters over all blocks (`msg_blocks_too_long`). */
export const MOST_CHARACTERS = 13_000;
const LARGEST_VIEW_BYTES = 250_000;

/** What Slack would refuse in a message; nothing when it is fine. */
export function checkMessage(content: { text?: unknown; blocks?: unknown }): string[] {
  const result = message.safeParse({ text: content.text, blocks: content.blocks ?? [] });
  const faults = result.success ? checkSurface(result.data.blocks, 'message') : told(result.error);
  const characters = charactersOf(content.blocks ?? []);
  return characters > MOST_CHARACTERS ? [...faults, `blocks: ${characters} characters in all`] : faults;
}

/** What Slack would refuse in a view (a modal or a Home); nothing when it is fine. */
export function checkView(given: unknown): string[] {
  const result = view.safeParse(given);
  if (!result.success) return told(result.error);
  const faults = checkSurface(result.data.blocks, result.data.type);
  const hasInput = result.data.blocks.some(({ type }) => type === 'input');
  if (result.data.type === 'modal' && hasInput && !result.data.submit)
    faults.push('submit: required when there is an input block');
  const bytes = Buffer.byteLength(JSON.stringify(given));
  if (bytes > LARGEST_VIEW_BYTES) faults.push(`view: ${bytes} bytes`);
  return faults;
}

function told(error: z.ZodError): string[] {
  return error.issues.map(({ path, message: why }) => `${path.join('.')}: ${why}`);
}
