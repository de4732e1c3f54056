import type { Block } from './chat-message.ts';

/** A modal or the App Home, as Slack takes it (docs.slack.dev, reference/views). */
export interface View {
  type: 'modal' | 'home';
  blocks: readonly Block[];
  title?: { type: 'plain_text'; text: string };
  submit?: { type: 'plain_text'; text: string };
  close?: { type: 'plain_text'; text: string };
  callback_id?: string;
  private_metadata?: string;
}
