import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LocalAnswer } from '../aws/local-request.ts';

const here = dirname(fileURLToPath(import.meta.url));
/** Beside the bundle, or, when the sources run as they are, where the build puts it. */
const FOLDERS = [join(here, 'stand-in'), join(here, '..', '..', 'dist', 'stand-in')];

const TYPES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '/stand-in/app.js': 'text/javascript; charset=utf-8',
    '/stand-in/app.css': 'text/css; charset=utf-8',
  }),
);

/** Scripts, styles and pictures come from this host only. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Halfopen on one machine</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/stand-in/app.css">
</head>
<body>
<div id="app"><noscript>This page stands in for Slack and needs JavaScript.</noscript></div>
<script type="module" src="/stand-in/app.js"></script>
</body>
</html>
`;

/** The page at `/`, its script and its styles; undefined for other paths. */
export function answerPageFile(path: string): LocalAnswer | undefined {
  if (path === '/')
    return {
      status: 200,
      type: 'text/html; charset=utf-8',
      body: PAGE,
      headers: {
        'content-security-policy': POLICY,
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-cache',
      },
    };
  const type = TYPES.get(path);
  if (type === undefined) return undefined;
  const name = path.slice('/stand-in/'.length);
  const file = FOLDERS.map((folder) => join(folder, name)).find((one) => existsSync(one));
  if (file === undefined)
    return { status: 404, type: 'text/plain', body: 'The page is not built: run npm run build.\n' };
  return { status: 200, type, body: readFileSync(file, 'utf8'), headers: { 'cache-control': 'no-cache' } };
}
