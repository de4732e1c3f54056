import type { Block } from '../../../model/chat-message.ts';
import type { View } from '../../../model/view.ts';

/** A modal: titles of at most 24 characters; `metadata` (at most 3,000) comes back with the submission. */
export function modal(
  callbackId: string,
  title: string,
  submit: string,
  metadata: string,
  blocks: readonly Block[],
): View {
  return {
    type: 'modal',
    callback_id: callbackId,
    title: { type: 'plain_text', text: title },
    submit: { type: 'plain_text', text: submit },
    close: { type: 'plain_text', text: 'Cancel' },
    private_metadata: metadata,
    blocks,
  };
}
