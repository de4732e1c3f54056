import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BeginningIndex } from '../detect/beginnings.ts';
import type { PatternIndex } from '../detect/pattern-index.ts';
import type { LikenessKnowledge, WordKnowledge } from '../engine/likeness.ts';
import { unpackDocument } from '../model/packed-document.ts';
import type { CompiledPattern, CompiledRunbook } from '../model/runbook.ts';
import type { TextClassifier } from '../model/text-classifier.ts';
import type { MessagePatterns } from '../runbooks/compile-runbook.ts';
import { type PackedRunbooks, unpackRunbooks } from '../runbooks/pack-runbooks.ts';
import { openStored } from './open-stored.ts';

const here = dirname(fileURLToPath(import.meta.url));
/** What the build makes: beside the bundle, or in dist/ for the sources as they are. */
const dist = existsSync(join(here, 'package-files.ts')) ? join(here, '..', '..', 'dist') : here;
const { resolve } = createRequire(import.meta.url);

/** The folder of the package. */
export function packageRoot(): string {
  return join(dist, '..');
}

/** The folder of runbooks that ships with the package. */
export function builtInRunbookFolder(): string {
  return join(packageRoot(), 'runbooks');
}

/** The built-in runbooks, compiled and checked when the package was built. */
export function builtInRunbooks(): CompiledRunbook[] {
  return unpackRunbooks(packed('runbooks') as PackedRunbooks);
}

/** The index of the patterns of the built-in runbooks, and of no others. */
export function builtInPatternIndex(): PatternIndex {
  return packed('pattern-index') as PatternIndex;
}

/** The patterns of the catalogued messages, by event, for runbooks that are compiled here. */
export function builtInMessages(): MessagePatterns {
  return new Map(made('messages') as [string, CompiledPattern[]][]);
}

/** For each product its messages among `builtInMessages`, by their place in all of them. */
export function builtInProducts(): ReadonlyMap<string, readonly number[]> {
  return new Map(Object.entries(made('products') as Record<string, number[]>));
}

/** What texts are judged by that no runbook knows. */
export const builtInLikeness: LikenessKnowledge = {
  words: () => made('words') as WordKnowledge,
  healthy: () => made('healthy') as string,
  beginnings: () => packed('beginnings') as BeginningIndex,
  records: () => packed('learnt-records') as TextClassifier,
  reports: () => packed('learnt-reports') as TextClassifier,
  kinds: () => packed('learnt-kinds') as TextClassifier,
};

function made(what: string): unknown {
  return JSON.parse(readFileSync(join(dist, `${what}.json`), 'utf8'));
}

function packed(what: string): unknown {
  return unpackDocument(openStored(join(dist, `${what}.packed`)));
}

/** The version in package.json. */
export function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(join(dist, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}

/** Paths of what charts are drawn with: the renderer as WebAssembly and a font, beside the bundle or in the packages they come from. */
export function chartFiles(): { wasm: string; font: string } {
  return {
    wasm: besideOr('resvg.wasm', '@resvg/resvg-wasm/index_bg.wasm'),
    font: besideOr('DejaVuSans.ttf', 'dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
  };
}

function besideOr(name: string, inPackage: string): string {
  const beside = join(dist, name);
  return existsSync(beside) ? beside : resolve(inPackage);
}
