import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync, Visitor } from 'vite';

/** The project's folder. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** One place in a source file: `at` is `path:line`, `text` what stands there. */
interface Place {
  at: string;
  text: string;
}

/** A file of the product, and all that it imports (types, re-exports and `import()` included). */
export interface SourceFile {
  /** From the project's root, with slashes: `src/model/input.ts`. */
  path: string;
  /** `model` for `src/model/input.ts`, `errors.ts` for `src/errors.ts`, `local` for `local/slack/state.ts`. */
  room: string;
  lines: string[];
  /** `target` is a path like `path`, or a package's name. */
  imports: (Place & { target: string })[];
  /** Regular expressions as they are written, and calls that make one of a text. */
  patterns: (Place & { isComputed: boolean })[];
}

/** Reads every TypeScript file of the folders given, `.tsx` too. */
export function readSourceFiles(folders: readonly string[]): SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !name.includes('node_modules'))
      .map((name) => readSourceFile(join(folder, name), readFileSync(join(ROOT, folder, name), 'utf8'))),
  );
}

/** Reads one file's text as that of `path`. */
function readSourceFile(path: string, text: string): SourceFile {
  const imports: SourceFile['imports'] = [];
  const patterns: SourceFile['patterns'] = [];
  const placeOf = (node: Span): Place => ({
    at: `${path}:${text.slice(0, node.start).split('\n').length}`,
    text: text.slice(node.start, node.end).replace(/\s+/g, ' '),
  });
  const addImport = ({ source }: { source?: unknown }): void => {
    if (!isTextLiteral(source)) return;
    const target = source.value.startsWith('.') ? join(dirname(path), source.value) : source.value;
    imports.push({ ...placeOf(source), target });
  };
  new Visitor({
    ImportDeclaration: addImport,
    ExportNamedDeclaration: addImport,
    ExportAllDeclaration: addImport,
    ImportExpression: addImport,
    TSImportType: addImport,
    Literal: (node) => {
      if ('regex' in node) patterns.push({ ...placeOf(node), isComputed: false });
    },
    NewExpression: (node) => {
      if (isPatternMaker(node.callee)) patterns.push({ ...placeOf(node), isComputed: true });
    },
    CallExpression: (node) => {
      if (isPatternMaker(node.callee)) patterns.push({ ...placeOf(node), isComputed: true });
    },
  }).visit(parseSync(path, text).program);
  return { path, room: roomOf(path), lines: text.split('\n'), imports, patterns };
}

/** The room in which a file stands. */
export function roomOf(path: string): string {
  const [top = '', second = ''] = path.split('/');
  return top === 'src' ? second : top;
}

/** Circles among the files' imports, each as the files on it, from the first to itself. */
export function findCircles(files: readonly SourceFile[]): string[][] {
  const targetsOf = new Map(files.map(({ path, imports }) => [path, imports.map(({ target }) => target)]));
  const done = new Set<string>();
  const circles: string[][] = [];
  const visit = (path: string, trail: string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) circles.push([...trail.slice(start), path]);
    if (start >= 0 || done.has(path)) return;
    for (const target of targetsOf.get(path) ?? []) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const { path } of files) visit(path, []);
  return circles;
}

interface Span {
  start: number;
  end: number;
}

function isTextLiteral(node: unknown): node is Span & { value: string } {
  return typeof node === 'object' && node !== null && 'value' in node && typeof node.value === 'string';
}

/** `RegExp(…)`, `new RE2(…)`, `RE2JS.compile(…)`. */
function isPatternMaker(callee: object): boolean {
  const named = 'object' in callee ? callee.object : callee;
  return (
    typeof named === 'object' &&
    named !== null &&
    'name' in named &&
    /^(RE2|RegExp$)/.test(String(named.name))
  );
}
