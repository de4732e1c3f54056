import { basename, dirname, relative } from 'node:path';
import { group } from 'd3-array';
import { runbookFiles } from '../adapters/runbook-files.ts';
import { type BeginningIndex, indexBeginnings } from '../detect/beginnings.ts';
import { compileSignals } from '../detect/compile-signals.ts';
import { fixedTexts } from '../detect/fixed-texts.ts';
import { indexPatterns, type PatternIndex } from '../detect/pattern-index.ts';
import { compileMessages, sourcesOf } from '../engine/compile-messages.ts';
import type { WordKnowledge } from '../engine/likeness.ts';
import { spareHealthy } from '../engine/spare-healthy.ts';
import type { CataloguedMessage } from '../model/message.ts';
import { isUsable, parseTemplate } from '../model/message-template.ts';
import { packList, unpackList } from '../model/packed-table.ts';
import type { CompiledRunbook } from '../model/runbook.ts';
import { compileRunbook, type MessagePatterns } from '../runbooks/compile-runbook.ts';
import { mergeLiterals } from '../runbooks/merge-literals.ts';
import { readEvents, readMessages } from '../runbooks/read-messages.ts';
import { type RunbookFile, readRunbooks } from '../runbooks/read-runbooks.ts';
import { readTellings } from '../runbooks/read-tellings.ts';
import { readTextKinds } from '../runbooks/read-text-kinds.ts';
import { readWordings } from '../runbooks/read-wordings.ts';

export { packDocument } from '../model/packed-document.ts';
export { packRunbooks } from '../runbooks/pack-runbooks.ts';

import { throwFaults } from './throw-faults.ts';

/**
 * Compiles the runbooks of a folder. `known` are runbooks that these may name or override.
 * Throws with all faults of all files when there are any.
 */
export function compileRunbooks(
  folder: string,
  messages: MessagePatterns,
  known: readonly { id: string }[] = [],
): CompiledRunbook[] {
  const { runbooks, faults } = readRunbooks(filesIn(folder), known);
  throwFaults(faults);
  return mergeLiterals(runbooks.map((runbook) => compileRunbook(runbook, messages)));
}

/** The runbooks that ship with the program. What they write of patterns spares what the catalogue knows to be healthy. */
export function compileBuiltInRunbooks(folder: string, { messages, healthy }: Catalogue): CompiledRunbook[] {
  return spareHealthy(compileRunbooks(folder, messages), unpackList(healthy));
}

/** The index of their patterns. */
export function indexBuiltInPatterns(runbooks: readonly CompiledRunbook[]): PatternIndex {
  return indexPatterns(compileSignals(runbooks));
}

/** The index of how the messages begin that the catalogue or these runbooks know. */
export function indexBuiltInBeginnings(
  runbooks: readonly CompiledRunbook[],
  { templates }: Catalogue,
): BeginningIndex {
  return indexBeginnings([...templates, ...fixedTexts(runbooks)]);
}

/** What the catalogue says: patterns of the messages that tell of trouble, and what other records are judged by. */
interface Catalogue {
  messages: MessagePatterns;
  words: WordKnowledge;
  healthy: string;
  /** Templates of all messages, by which it is found how a cut one goes on. */
  templates: readonly string[];
  /** Which of the patterns, in the order of `messages`, are messages of a product. */
  products: Readonly<Record<string, readonly number[]>>;
}

/** Compiles a folder with `events.yml`, `wordings.yml`, `tellings.yml`, `text-kinds.yml` and `messages/`. Throws with all faults of all files. */
export function compileCatalogue(folder: string): Catalogue {
  const files = filesIn(folder);
  const fileOf = (name: string) =>
    files.find(({ path }) => basename(path) === name) ?? { path: name, source: '' };
  const { events, faults } = readEvents(fileOf('events.yml'));
  const { wordings, faults: inWordings } = readWordings(fileOf('wordings.yml'), events);
  const { tellings, faults: inTellings } = readTellings(fileOf('tellings.yml'), events);
  const { kinds, faults: inKinds } = readTextKinds(fileOf('text-kinds.yml'));
  const { messages, faults: inMessages } = readMessages(
    files.filter(({ path }) => basename(dirname(path)) === 'messages'),
    events,
  );
  throwFaults([...faults, ...inWordings, ...inTellings, ...inKinds, ...inMessages]);
  const healthy = new Set(events.flatMap(({ id, healthy: isHealthy }) => (isHealthy ? [id] : [])));
  const templates = messages
    .filter(({ event, text }) => healthy.has(event) && isUsable(parseTemplate(text)))
    .map(({ text }) => text);
  const { patterns, sources } = compileMessages(messages, events);
  const matched = [...patterns.values()].flatMap((some) => some.map(({ source }) => source));
  return {
    messages: patterns,
    words: { wordings, tellings, kinds },
    healthy: packList(new Set(templates)),
    templates: [...sources, ...templates],
    products: productsOf(messages, matched),
  };
}

/** Several products may print the same message. */
function productsOf(
  messages: readonly CataloguedMessage[],
  sources: readonly string[],
): Catalogue['products'] {
  const places = group(sources.keys(), (at) => sources[at]);
  return Object.fromEntries(
    [...group(messages, ({ product }) => product)].map(([product, own]) => [
      product,
      [
        ...new Set(
          own.flatMap((message) => sourcesOf(message).flatMap((source) => places.get(source) ?? [])),
        ),
      ],
    ]),
  );
}

function filesIn(folder: string): RunbookFile[] {
  return runbookFiles(folder).map(({ path, source }) => ({ path: relative('.', path) || path, source }));
}
