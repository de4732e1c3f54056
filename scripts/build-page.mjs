import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const PAGE = 'local/slack/page';

/** Builds the page of Slack's stand-in for browsers: one script and one style sheet, which load nothing else. */
export async function buildPage(outdir) {
  await build({
    absWorkingDir: join(dirname(fileURLToPath(import.meta.url)), '..'),
    entryPoints: [
      { in: `${PAGE}/app.tsx`, out: 'app' },
      { in: `${PAGE}/app.css`, out: 'app' },
    ],
    outdir,
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    jsx: 'automatic',
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
}
