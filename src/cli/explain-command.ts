import { builtInRunbooks } from '../adapters/package-files.ts';
import { diagnoseMessage } from '../engine/nearest-runbooks.ts';
import { createEngine } from '../engine/triage.ts';
import { HalfopenError } from '../errors.ts';
import { findTopic, nearTopic } from '../interactions/topics/find-topic.ts';
import { renderTerminal } from '../render/terminal/report.ts';
import { coloured, plain } from '../render/terminal/text.ts';
import { renderTopic } from '../render/terminal/topic.ts';

/**
 * `halfopen explain WORDS…`: a state or word of the field with its picture, else what the runbooks make of it as a message.
 * `--json` prints `{topic}` or the report of triage. Throws `explain-unknown` where a known word is near.
 */
export async function explainCommand(words: string[], { json }: { json?: boolean }): Promise<void> {
  const what = words.join(' ').trim();
  if (what === '') throw nothing();
  const topic = findTopic(what);
  if (topic) return print(json ? asJson({ topic }) : renderTopic(topic));
  refuseMisspelt(what);
  const runbooks = builtInRunbooks();
  const report = await diagnoseMessage(createEngine(runbooks), runbooks, what);
  print(json ? asJson(report) : renderTerminal(report, isInColour() ? coloured : plain));
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

function isInColour(): boolean {
  return process.stdout.isTTY && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb';
}

function asJson(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function print(text: string): void {
  process.stdout.write(text);
}
