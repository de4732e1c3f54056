import { describe, expect, it } from 'vitest';
import { observe } from '../../../../src/observe/observe.ts';

const UNIT =
  '● mill.service - Mill wheel\n   Active: failed (Result: exit-code) since Mon 2026-03-02 04:34:30 UTC';

describe('a text that stands in one fence', () => {
  it.each(['```', '```text', '~~~'])('is read as without it: %s', (fence) => {
    const records = (text: string) =>
      observe(text, { name: 'paste' }).observations.map(({ text: said, form }) => ({ said, form }));

    expect(records(`${fence}\n${UNIT}\n${fence.slice(0, 3)}\n`)).toEqual(records(UNIT));
  });

  it('keeps the numbers of its lines', () => {
    const [first] = observe(`\`\`\`\n${UNIT}\n\`\`\`\n`, { name: 'paste' }).observations;

    expect(first?.at.line).toBe(2);
  });

  it.each([
    ['shows a change', `\`\`\`diff\n${UNIT}\n\`\`\`\n`],
    ['is one of two', `\`\`\`\n${UNIT}\n\`\`\`\nand\n\`\`\`\n${UNIT}\n\`\`\`\n`],
    ['was not closed', `\`\`\`\n${UNIT}\n`],
  ])('keeps it where it %s', (_, text) => {
    const [first] = observe(text, { name: 'paste' }).observations;

    expect(first?.text).toMatch(/^```/);
  });
});
