import type { Block } from '../../../model/chat-message.ts';
import type { View } from '../../../model/view.ts';
import { cut } from '../../cut.ts';
import { LIMITS } from '../limits.ts';
import { bare } from '../mrkdwn.ts';

/** One choice of a select or of radio buttons: what is shown, what Slack gives back, and a line under it. */
export interface Choice {
  label: string;
  value: string;
  about?: string;
}

/** Text in an element that reads no formatting. */
export function plainText(text: string, most: number): { type: 'plain_text'; text: string } {
  return { type: 'plain_text', text: cut(bare(text), most) || '…' };
}

/** A labelled field. Its block and action have the name under which the submission holds what was entered. */
export function field(
  name: string,
  label: string,
  element: Readonly<Record<string, unknown>>,
  { isOptional = false, hint }: { isOptional?: boolean; hint?: string } = {},
): Block {
  return {
    type: 'input',
    block_id: name,
    label: plainText(label, LIMITS.input.label),
    element: { ...element, action_id: name },
    optional: isOptional,
    ...(hint ? { hint: plainText(hint, LIMITS.input.hint) } : {}),
  };
}

/** A line or several of text. Slack takes 3,000 characters at most. */
export function textField(options: {
  lines?: boolean;
  placeholder?: string;
  least?: number;
  most?: number;
}): Readonly<Record<string, unknown>> {
  const { lines = false, placeholder, least, most = LIMITS.input.text } = options;
  return {
    type: 'plain_text_input',
    multiline: lines,
    max_length: most,
    ...(least ? { min_length: least } : {}),
    ...(placeholder ? { placeholder: plainText(placeholder, LIMITS.input.placeholder) } : {}),
  };
}

/** A list to choose one of; 100 at most. */
export function selectField(choices: readonly Choice[], initial?: string): Readonly<Record<string, unknown>> {
  const options = choices.slice(0, LIMITS.options.list).map(option);
  const chosen = options.find(({ value }) => value === initial);
  return { type: 'static_select', options, ...(chosen ? { initial_option: chosen } : {}) };
}

/** All choices at once, with a line about each; ten at most. The first is chosen. */
export function radioField(choices: readonly Choice[]): Readonly<Record<string, unknown>> {
  const options = choices.slice(0, LIMITS.options.choices).map(option);
  return { type: 'radio_buttons', options, initial_option: options[0] };
}

function option({ label, value, about }: Choice) {
  return {
    text: plainText(label, LIMITS.option.label),
    value: value.slice(0, LIMITS.option.value),
    ...(about ? { description: plainText(about, LIMITS.option.description) } : {}),
  };
}

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
