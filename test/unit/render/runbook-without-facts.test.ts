import { describe, expect, it } from 'vitest';
import { renderRunbook } from '../../../src/render/terminal/runbook.ts';
import { PLAIN } from '../../../src/render/terminal/text.ts';
import { compiledBuiltInRunbooks } from '../../support/built-in-runbooks.ts';

const runbooks = compiledBuiltInRunbooks();

describe.each(runbooks.map((runbook) => [runbook.id, runbook] as const))(
  '%s, shown without facts',
  (_, runbook) => {
    it('reads as prose: no blank of a count, nothing in empty brackets, no unit without a number', () => {
      const shown = renderRunbook(runbook, PLAIN);
      const prose = shown
        .split('\n')
        .filter((line) => !line.includes('$ '))
        .join(' ');

      expect(prose).not.toMatch(/<count>|\{[a-z]+\|| \(\)| ,|unknown s\b/);
    });
  },
);
