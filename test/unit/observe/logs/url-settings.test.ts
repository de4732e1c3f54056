import { describe, expect, it } from 'vitest';
import { withoutUrlSettings } from '../../../../src/observe/logs/url-settings.ts';

describe('the parameters of an address in a log', () => {
  it('are no events, so they are not searched', () => {
    const text = 'lost amqps://app:***@mq1:5671/shop?heartbeat=20&connection_timeout=5000, trying again';

    expect(withoutUrlSettings(text)).toBe('lost amqps://app:***@mq1:5671/shop, trying again');
  });

  it.each(['GET https://shop.example/cart?error=timeout 504', 'is mq1 up? read amqp://mq1:5672 timed out'])(
    'stay where they ask for something, and text stays as it is: %s',
    (text) => {
      expect(withoutUrlSettings(text)).toBe(text);
    },
  );
});
