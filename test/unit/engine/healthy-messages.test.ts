import { expect, it } from 'vitest';
import { createTemplatePattern } from '../../../src/detect/template-pattern.ts';
import { createIsHealthy } from '../../../src/engine/healthy-messages.ts';

const pumps = Array.from({ length: 5_000 }, (_, i) => `{user} started pump ${i.toString(36)} of the yard`);
const templates = [...pumps, '{n:int} up'];

/** Whether a text is healthy, and how many templates were tried on it. */
function ask(text: string) {
  let tried = 0;
  const isHealthy = createIsHealthy(
    () => templates,
    (source) => {
      const matches = createTemplatePattern(source);
      return (given) => {
        tried++;
        return matches(given);
      };
    },
  );
  return { isHealthy: isHealthy(text), tried };
}

it.each([
  ['a message that it knows', 'ada started pump 2s of the yard', { isHealthy: true, tried: 1 }],
  ['a message with a short piece', '12 up', { isHealthy: true, tried: 1 }],
  ['a message of nobody', 'valve 2s of the yard burst', { isHealthy: false, tried: 0 }],
])('of five thousand templates it tries on %s only what may fit', (_, text, answer) => {
  expect(ask(text)).toEqual(answer);
});
