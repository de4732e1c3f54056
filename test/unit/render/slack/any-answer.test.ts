import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkMessage, checkView } from '../../../../local/slack/slack-limits.ts';
import { COMMAND_LIST } from '../../../../src/interactions/commands/command-list.ts';
import { TOPICS } from '../../../../src/interactions/topics/find-topic.ts';
import { renderHelp, renderUsage } from '../../../../src/render/slack/answers/help.ts';
import { renderRunbookAnswer, renderTopic } from '../../../../src/render/slack/answers/lookup-answers.ts';
import { withShareButton, withSharer } from '../../../../src/render/slack/answers/text-message.ts';
import { renderPasteView } from '../../../../src/render/slack/views/paste-view.ts';
import { compiledBuiltInRunbooks } from '../../../support/built-in-runbooks.ts';
import { SECRET_TEXTS } from '../../../support/secret-texts.ts';
import { messagesSaying, viewsSaying } from './everything-saying.ts';
import { brokenTexts, foreignTokens, HOSTILE, hostileText, shownTexts } from './hostile.ts';

const times = fc.integer({ min: 1, max: 25 });

describe('any answer', () => {
  it('and any form stays within Slack’s limits, whatever a log or a person said', () => {
    fc.assert(
      fc.property(hostileText, times, (text, count) => {
        for (const [name, content] of messagesSaying(text, count))
          expect({ name, faults: checkMessage(content) }).toEqual({ name, faults: [] });
        for (const [name, view] of viewsSaying(text, count))
          expect({ name, faults: checkView(view) }).toEqual({ name, faults: [] });
      }),
      { numRuns: 25 },
    );
  });

  it('says something where a log says only blanks', () => {
    for (const [name, content] of messagesSaying('\n', 1))
      expect({ name, faults: checkMessage(content) }).toEqual({ name, faults: [] });
  });

  it('stays so with its Share button, and when it is shared', () => {
    fc.assert(
      fc.property(hostileText, times, (text, count) => {
        for (const [name, content] of messagesSaying(text, count))
          for (const made of [
            withShareButton({ content, share: `ask ${text.slice(0, 1_800)}` }),
            withSharer(content, '<@U0OURS01>'),
          ])
            expect({ name, faults: checkMessage(made) }).toEqual({ name, faults: [] });
      }),
      { numRuns: 8 },
    );
  });

  it('calls nobody, links nowhere and ends no fence for a log', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...HOSTILE], { minLength: 3 }), times, (parts, count) => {
        for (const [name, shown] of [
          ...messagesSaying(parts.join(' '), count),
          ...viewsSaying(parts.join(' '), count),
        ]) {
          expect({ name, tokens: foreignTokens(shown) }).toEqual({ name, tokens: [] });
          expect({ name, broken: brokenTexts(shown) }).toEqual({ name, broken: [] });
        }
      }),
      { numRuns: 40 },
    );
  });

  it('does so wherever a long text is cut', () => {
    fc.assert(
      fc.property(fc.constantFrom(...HOSTILE), fc.integer({ min: 0, max: 3_100 }), (part, at) => {
        const text = `${'x'.repeat(at)}${part}${part}`;

        for (const [name, shown] of [...messagesSaying(text, 3), ...viewsSaying(text, 3)]) {
          expect({ name, tokens: foreignTokens(shown) }).toEqual({ name, tokens: [] });
          expect({ name, broken: brokenTexts(shown) }).toEqual({ name, broken: [] });
        }
      }),
      { numRuns: 40 },
    );
  });

  it.each(SECRET_TEXTS)('leaks no secret: %s', (said, ...secrets) => {
    for (const [name, shown] of [
      ...messagesSaying(`login ${said} failed`, 2),
      ...viewsSaying(`login ${said} failed`, 2),
    ])
      expect({
        name,
        leaks: shownTexts(shown).filter((text) => secrets.some((secret) => text.includes(secret))),
      }).toEqual({ name, leaks: [] });
  });
});

describe('a secret in an answer', () => {
  /** A diagnosis on a card is masked before it is kept. */
  const answers = (text: string) =>
    messagesSaying(text, 2).filter(([name]) => name !== 'card' && !name.startsWith('thread/'));

  it('is masked wherever a long text is cut', () => {
    for (let at = 20; at < 1_700; at += 7) {
      const text = `${'x'.repeat(at)} amqp://orders:hunter2hunter2hunter2@mq-1:5672/`;

      for (const [name, shown] of [...answers(text), ...viewsSaying(text, 2)])
        expect({ at, name, leaks: shownTexts(shown).filter((one) => one.includes('hunter2')) }).toEqual({
          at,
          name,
          leaks: [],
        });
    }
  });
});

describe('an answer of ours', () => {
  const own = [
    ['help', renderHelp(COMMAND_LIST)],
    ...COMMAND_LIST.map((usage) => [usage.name, renderUsage(usage)]),
    ...TOPICS.map((topic) => [topic.name, renderTopic(topic)]),
    ...compiledBuiltInRunbooks().map((runbook) => [runbook.id, renderRunbookAnswer(runbook, [])]),
  ] as [string, Parameters<typeof checkMessage>[0]][];

  it.each(own)('stays within Slack’s limits, and is told whole: %s', (_, content) => {
    expect(checkMessage(content)).toEqual([]);
    expect(brokenTexts(content)).toEqual([]);
  });

  it('opens the form for evidence within Slack’s limits', () => {
    expect(
      checkView(
        renderPasteView(
          JSON.stringify({ responseUrl: `https://hooks.slack.com/${'x'.repeat(300)}`, channel: 'C0TEAM01' }),
        ),
      ),
    ).toEqual([]);
  });
});
