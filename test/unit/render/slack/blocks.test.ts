import { expect, it } from 'vitest';
import { codeSection } from '../../../../src/render/slack/blocks.ts';

it('a code block closes its fence under a paragraph of any length', () => {
  for (const length of [0, 100, 2_600, 2_950, 2_985, 3_000, 9_000]) {
    const { text } = codeSection('x'.repeat(length), 'missed heartbeats from client', 900) as unknown as {
      text: { text: string };
    };

    expect(text.text.match(/```/g)).toHaveLength(2);
    expect(text.text.length).toBeLessThanOrEqual(3_000);
  }
});
