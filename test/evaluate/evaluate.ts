/**
 * Prints how right the engine is, as Markdown: `npm run evaluate -- [--cases FOLDER]…`. The catalogue is its own; `--cases` are folders of
 * labelled incidents, `<id>/case.json` with `inputs`, `expect` and `must_mention`.
 */
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { runbookFiles } from '../../src/adapters/runbook-files.ts';
import { readEvents, readMessages } from '../../src/runbooks/read-messages.ts';
import { readSamples } from '../../src/runbooks/read-samples.ts';
import { readWordings } from '../../src/runbooks/read-wordings.ts';
import { builtInEngine, compiledBuiltInRunbooks } from '../support/built-in-runbooks.ts';
import { root } from '../support/run-halfopen.ts';
import { answerCases, calibration, scoreCases } from './cases.ts';
import { type Score, scoreHealthy, scoreTroubles, speakersOf } from './catalogue.ts';
import { scoreLikeness } from './likeness.ts';

const MOST_PRODUCTS = 20;

const { values } = parseArgs({ options: { cases: { type: 'string', multiple: true, default: [] } } });
const files = runbookFiles(join(root, 'knowledge'));
const named = (name: string) =>
  files.find(({ path }) => basename(path) === name) ?? { path: name, source: '' };
const { events } = readEvents(named('events.yml'));
const { wordings } = readWordings(named('wordings.yml'), events);
const { messages } = readMessages(
  files.filter(({ path }) => basename(dirname(path)) === 'messages'),
  events,
);
const { samples } = readSamples(
  files.filter(({ path }) => basename(dirname(path)) === 'records'),
  events,
);
const speakers = speakersOf(compiledBuiltInRunbooks());
const engine = builtInEngine();

const products = new Set(messages.map(({ product }) => product));
console.log(`## Catalogue\n\n${messages.length} messages of ${products.size} products.\n`);
const known = scoreTroubles(engine, messages, speakers);
const healthy = scoreHealthy(engine, messages, events);
const alone = scoreLikeness(messages, events, wordings, samples, speakers);
printRow('product', 'messages of trouble', 'right first', 'by wording alone');
printRow('---', '---:', '---:', '---:');
for (const score of known.slice(0, MOST_PRODUCTS)) printProduct(score);
printProduct(total(known, 'all'));
console.log(`\nHealthy messages diagnosed: ${missed(healthy)}; by wording alone: ${missed(alone.healthy)}.`);

for (const folder of values.cases) {
  const answered = answerCases(engine, folder);
  const { right, silent, quoted } = scoreCases(answered);
  const { bands, error } = calibration(answered);
  console.log(`\n## ${basename(dirname(folder))}/${basename(folder)}: ${answered.length} incidents\n`);
  console.log(
    `Right first ${right.toFixed(3)}, healthy silent ${silent.toFixed(3)}, quoted ${quoted.toFixed(3)}.\n`,
  );
  printRow('stated', 'answers', 'mean stated', 'right');
  printRow('---', '---:', '---:', '---:');
  for (const { from, to, answers, stated, right: true_ } of bands)
    printRow(`${from} to ${to}`, `${answers}`, stated.toFixed(2), true_.toFixed(2));
  console.log(`\nExpected calibration error: ${error.toFixed(3)}.`);
}

function printProduct(score: Score): void {
  const other =
    score.of === 'all' ? total(alone.products, 'all') : alone.products.find(({ of }) => of === score.of);
  printRow(score.of, `${score.tried}`, shareOf(score), other ? shareOf(other) : '');
}

function total(scores: readonly Score[], of: string): Score {
  return scores.reduce(
    (sum, { tried, right }) => ({ of, tried: sum.tried + tried, right: sum.right + right }),
    { of, tried: 0, right: 0 },
  );
}

function shareOf({ tried, right }: Score): string {
  return (right / Math.max(1, tried)).toFixed(3);
}

function missed({ tried, right }: Score): string {
  return `${tried - right} of ${tried}`;
}

function printRow(...cells: readonly string[]): void {
  console.log(`| ${cells.join(' | ')} |`);
}
