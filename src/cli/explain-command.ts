import { builtInLikeness, builtInPatternIndex, builtInRunbooks } from '../adapters/package-files.ts';
import { createLikeness } from '../engine/likeness.ts';
import { diagnoseMessage } from '../engine/nearest-runbooks.ts';
import { createEngine } from '../engine/triage.ts';
import { HalfopenError } from '../errors.ts';
import { findTopic, nearTopic } from '../interactions/topics/find-topic.ts';
import { renderTerminal } from '../render/terminal/report.ts';
import { coloured, plain } from '../render/terminal/text.ts';
import { renderTopic } from '../render/terminal/topic.ts';
import { isInColour, type Terminal } from './terminal.ts';

/**
 * `halfopen explain WORDS…`: a state or word of the field with its picture, else what the runbooks make of it as a message.
 * `--json` prints `{topic}` or the report of triage. Throws `explain-unknown` where a known word is near.
 */
export async function explainCommand(
  words: string[],
  { json }: { json?: boolean },
  terminal: Terminal,
): Promise<void> {
  const what = words.join(' ').trim();
  if (what === '') throw nothing();
  const topic = findTopic(what);
  if (topic) {
    terminal.stdout.write(json ? asJson({ topic }) : renderTopic(topic));
    return;
  }
  refuseMisspelt(what);
  const runbooks = builtInRunbooks();
  const report = await diagnoseMessage(
    createEngine(runbooks, createLikeness(builtInLikeness), builtInPatternIndex()),
    runbooks,
    what,
  );
  terminal.stdout.write(
    json ? asJson(report) : renderTerminal(report, isInColour(terminal) ? coloured : plain),
  );
}

function refuseMisspelt(what: string): void {
  const near = nearTopic(what);
  if (near)
    throw new HalfopenError({
      code: 'explain-unknown',
      message: `"${what}" is not a word that can be explained.`,
      hint: `Did you mean: halfopen explain ${near}?`,
    });
}

function nothing(): HalfopenError {
  return new HalfopenError({
    code: 'bad-use',
    message: 'there is nothing to explain.',
    hint: 'Write halfopen explain CLOSE_WAIT, or a log line in quotes.',
  });
}

function asJson(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
