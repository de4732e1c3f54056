import { builtInRunbooks } from '../adapters/package-files.ts';
import { diagnoseMessage } from '../engine/nearest-runbooks.ts';
import { HalfopenError } from '../errors.ts';
import { findTopic, isSingleWord, nearTopic, topicNames } from '../interactions/topics/find-topic.ts';
import type { Report } from '../model/diagnosis.ts';
import { renderTerminal } from '../render/terminal/report.ts';
import { renderTopic } from '../render/terminal/topic.ts';
import { engineOf } from './engine-of.ts';
import { pageText } from './page-text.ts';
import type { Terminal } from './terminal.ts';
import { type StyleOptions, terminalStyle } from './terminal-style.ts';

export interface ExplainOptions extends StyleOptions {
  json?: boolean;
  verbose?: boolean;
  /** False with --no-pager. */
  pager: boolean;
}

/**
 * `halfopen explain WORDS…`: a state or word of the field with its picture, else what the runbooks make of it as a message.
 * `--json` prints `{topic}` or the report of triage. Throws `explain-unknown` where a known word is near.
 */
export async function explainCommand(
  words: string[],
  options: ExplainOptions,
  terminal: Terminal,
): Promise<void> {
  const what = words.join(' ').trim();
  if (what === '') throw nothing();
  const topic = findTopic(what);
  if (options.json) {
    terminal.stdout.write(asJson(topic ? { topic } : await diagnosed(what)));
    return;
  }
  const style = await terminalStyle(terminal, options);
  const { verbose = false, pager } = options;
  const text = topic ? renderTopic(topic, style) : renderTerminal(await diagnosed(what), style, { verbose });
  await pageText(text, terminal, pager);
}

async function diagnosed(what: string): Promise<Report> {
  refuseMisspelt(what);
  const runbooks = builtInRunbooks();
  const report = await diagnoseMessage(engineOf(runbooks), runbooks, what);
  refuseUnknown(what, report);
  return report;
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

/** One word that is neither a topic nor a message that a runbook knows. */
function refuseUnknown(what: string, report: Report): void {
  if (report.diagnoses.length > 0 || !isSingleWord(what)) return;
  throw new HalfopenError({
    code: 'explain-unknown',
    message: `"${what}" is not a word that can be explained.`,
    hint: `These can: ${topicNames()}. A log line goes in quotes.`,
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
