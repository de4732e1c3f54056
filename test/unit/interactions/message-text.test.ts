import { describe, expect, it } from 'vitest';
import { textOfMessage } from '../../../src/interactions/message-text.ts';

/** Messages as the products post them: `text` is empty or a summary, the evidence stands in attachments and blocks. */
describe('the text of a message', () => {
  it('of Alertmanager is in attachments: title, text and fields', () => {
    const text = textOfMessage({
      text: '',
      attachments: [
        {
          title: '[FIRING:1] RabbitmqConnectionsDropped',
          text: 'missed heartbeats from client, timeout: 60s',
          fallback: '[FIRING:1] RabbitmqConnectionsDropped',
          fields: [{ title: 'instance', value: 'mq01:15692', short: true }],
        },
      ],
    });

    expect(text).toBe(
      '[FIRING:1] RabbitmqConnectionsDropped\nmissed heartbeats from client, timeout: 60s\ninstance: mq01:15692',
    );
  });

  it('of Amazon Q or Grafana is in blocks, also in blocks of attachments and in rich text', () => {
    const rich = {
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            { type: 'text', text: 'memory resource limit alarm set on ' },
            { type: 'link', url: 'https://mq01' },
          ],
        },
        {
          type: 'rich_text_preformatted',
          elements: [{ type: 'text', text: 'closing AMQP connection <0.1.0>' }],
        },
      ],
    };
    const text = textOfMessage({
      text: 'Alert',
      blocks: [{ type: 'header', text: { type: 'plain_text', text: 'CloudWatch alarm' } }, rich],
      attachments: [
        { color: '#f00', blocks: [{ type: 'section', fields: [{ type: 'mrkdwn', text: 'State: ALARM' }] }] },
      ],
    });

    expect(text).toBe(
      'Alert\nCloudWatch alarm\nmemory resource limit alarm set on https://mq01\nclosing AMQP connection <0.1.0>\nState: ALARM',
    );
  });

  it('is given once where blocks say the same as the text, and the fallback counts only where there is nothing else', () => {
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'connection refused' } }];

    expect(textOfMessage({ text: 'connection refused', blocks })).toBe('connection refused');
    expect(textOfMessage({ text: '', attachments: [{ fallback: 'only this' }] })).toBe('only this');
    expect(textOfMessage({ text: '', attachments: [null, 7, 'x'] as unknown[] })).toBe('x');
    expect(textOfMessage({})).toBe('');
  });
});
