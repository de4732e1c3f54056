/** Learns the classifiers of dist/ from knowledge/. It takes some ten seconds, so what was learnt from the same by the same code is kept. */
import { createHash } from 'node:crypto';
import { copyFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const KEY = 'learnt.key';

/** Writes `learnt-<what>.packed` into the folder `fresh`; `before` is an earlier one, which may hold the same already. */
export async function learn(root, before, fresh) {
  const program = join(fresh, 'learn-classifiers.mjs');
  await build({
    entryPoints: [join(root, 'src/cli/learn-classifiers.ts')],
    outfile: program,
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    logLevel: 'warning',
  });
  const key = await keyOf([program, ...(await knowledgeFiles(join(root, 'knowledge')))]);
  if (key === (await readFile(join(before, KEY), 'utf8').catch(() => ''))) await keep(before, fresh);
  else await learnAgain(root, program, fresh);
  await writeFile(join(fresh, KEY), key);
  await rm(program);
}

async function learnAgain(root, program, fresh) {
  const { learnClassifiers, packDocument } = await import(pathToFileURL(program).href);
  for (const [what, learnt] of Object.entries(learnClassifiers(join(root, 'knowledge'))))
    await writeFile(join(fresh, `learnt-${what}.packed`), packDocument(learnt));
}

async function keep(before, fresh) {
  for (const name of await readdir(before))
    if (name.startsWith('learnt-')) await copyFile(join(before, name), join(fresh, name));
}

async function knowledgeFiles(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

async function keyOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(await readFile(path));
  return hash.digest('hex');
}
