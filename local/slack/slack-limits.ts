import * as z from 'zod';
import { charactersOf } from '../../src/render/slack/blocks.ts';
import { LIMITS } from '../../src/render/slack/limits.ts';
import { block } from './limits/block-limits.ts';
import { checkSurface } from './limits/surface-limits.ts';
import { plainText, text } from './limits/text-limits.ts';

/** What Slack takes as a message and as a view (docs.slack.dev, block reference and views). */
const message = z.strictObject({
  text: text(LIMITS.message.text),
  blocks: z.array(block).max(LIMITS.message.blocks),
});
const common = {
  blocks: z.array(block).min(1).max(LIMITS.view.blocks),
  private_metadata: z.string().max(LIMITS.view.metadata).optional(),
  callback_id: z.string().max(LIMITS.id).optional(),
  external_id: z.string().max(LIMITS.id).optional(),
};
const modal = z.strictObject({
  type: z.literal('modal'),
  title: plainText(LIMITS.view.title),
  submit: plainText(LIMITS.view.title).optional(),
  close: plainText(LIMITS.view.title).optional(),
  clear_on_close: z.boolean().optional(),
  notify_on_close: z.boolean().optional(),
  submit_disabled: z.boolean().optional(),
  ...common,
});
const home = z.strictObject({ type: z.literal('home'), ...common });
const view = z.discriminatedUnion('type', [modal, home]);

/** What Slack would refuse in a message; nothing when it is fine. */
export function checkMessage(content: { text?: unknown; blocks?: unknown }): string[] {
  const result = message.safeParse({ text: content.text, blocks: content.blocks ?? [] });
  const faults = result.success ? checkSurface(result.data.blocks, 'message') : told(result.error);
  const characters = charactersOf(content.blocks ?? []);
  return characters > LIMITS.message.characters
    ? [...faults, `blocks: ${characters} characters in all`]
    : faults;
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
  if (bytes > LIMITS.view.bytes) faults.push(`view: ${bytes} bytes`);
  return faults;
}

function told(error: z.ZodError): string[] {
  return error.issues.map(({ path, message: why }) => `${path.join('.')}: ${why}`);
}
