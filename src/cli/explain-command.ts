import { builtInRunbooks } from '../adapters/package-files.ts';
import { didYouMean } from '../commands/did-you-mean.ts';
import { HalfopenError } from '../errors.ts';
import { findTopic, TOPICS } from '../explain/find-topic.ts';
import type { Report } from '../model/diagnosis.ts';
import { withNearest } from '../nearest-runbooks.ts';
import { coloured, plain } from '../render/paint.ts';
import { renderTerminal } from '../render/terminal.ts';
import { renderTopic } from '../render/topic.ts';
import { createEngine } from '../triage.ts';

/** From so many words on it is a message, not a misspelt word of the field. */
const MESSAGE_WORDS = 4;

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
  const report = await triageMessage(what);
  print(json ? asJson(report) : renderTerminal(report, isInColour() ? coloured : plain));
}

function refuseMisspelt(what: string): void {
  if (what.split(/\s+/).length >= MESSAGE_WORDS) return;
  const names = TOPICS.flatMap(({ name, aliases }) => [name, ...aliases]);
  const near = didYouMean(what, names);
  if (near)
    throw new HalfopenError({
      code: 'explain-unknown',
      message: `"${what}" is nothing that can be explained.`,
      mend: `Did you mean: halfopen explain ${near}?`,
    });
}

async function triageMessage(what: string): Promise<Report> {
  const runbooks = builtInRunbooks();
  const triage = createEngine(runbooks).start();
  const input = triage.open({ name: 'message' });
  input.write(Buffer.from(what));
  input.end();
  return withNearest(triage.report(), runbooks);
}

function nothing(): HalfopenError {
  return new HalfopenError({
    code: 'bad-use',
    message: 'there is nothing to explain.',
    mend: 'Write halfopen explain CLOSE_WAIT, or a log line in quotes.',
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
