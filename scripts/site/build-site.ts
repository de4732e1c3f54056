import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { layOut } from './layout.ts';
import { sourcePages } from './pages.ts';
import { renderPage } from './render-page.ts';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const MINISEARCH = join(root, 'node_modules', 'minisearch', 'dist', 'umd', 'index.js');
/** Pictures that pages show. */
const PICTURES = 'docs/screenshots/';

/**
 * Writes the documentation as a static site into a folder, which is emptied first: pages of `docs` and of the runbooks, and a search over
 * their sections. It works from a disk as from a server, and asks nobody for anything.
 */
export function buildSite(out: string): { pages: number; sections: number } {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(join(out, 'files'), { recursive: true });
  const sources = sourcePages(root);
  const files = new Map(sources.map(({ source, file }) => [source, file]));
  const linkTo = (path: string) => files.get(path) ?? linkToFile(path, out);
  const pages = sources.map((source) => renderPage(source, linkTo));
  for (const page of pages) writeFileSync(join(out, page.file), layOut(page, pages));
  const sections = pages.flatMap((page) => page.sections);
  writeFileSync(join(out, 'sections.js'), `const SECTIONS = ${JSON.stringify(sections)};\n`);
  cpSync(join(root, PICTURES), join(out, 'screenshots'), { recursive: true });
  for (const file of ['site.css', 'search.js']) copyFileSync(join(here, file), join(out, file));
  // The map that the library names would be looked for by a browser's tools.
  const library = readFileSync(MINISEARCH, 'utf8');
  writeFileSync(join(out, 'minisearch.js'), library.slice(0, library.lastIndexOf('//# sourceMappingURL')));
  return { pages: pages.length, sections: sections.length };
}

/** A picture, or a file of the repository, which is put beside the pages as it is; a folder is no page. */
function linkToFile(path: string, out: string): string | undefined {
  if (path.startsWith(PICTURES)) return `screenshots/${path.slice(PICTURES.length)}`;
  const from = join(root, path);
  if (path.startsWith('..') || !statSync(from, { throwIfNoEntry: false })?.isFile()) return undefined;
  const name = `files/${path.replaceAll('/', '-')}${basename(path).includes('.') ? '' : '.txt'}`;
  copyFileSync(from, join(out, name));
  return name;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const out = process.argv[2] ?? join(root, 'site');
  const { pages, sections } = buildSite(out);
  process.stdout.write(`Wrote ${pages} pages with ${sections} sections to ${out}: open index.html there.\n`);
}
