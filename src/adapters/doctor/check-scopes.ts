import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isScalar, isSeq, parseDocument } from 'yaml';
import { type Check, type Finding, fail, ok, warn } from './check.ts';
import { slackHint } from './open-workspace.ts';

const CHECK = 'Slack scopes';

/** Compares what the token may do with what the manifest asks for. */
export const checkScopes: Check = ({ workspace }) => {
  if (!workspace) return [];
  const manifest = readManifest();
  if (manifest === undefined)
    return [
      warn(
        CHECK,
        'not checked: slack-manifest.yml is not in this package',
        'Run halfopen doctor in a checkout.',
      ),
    ];
  return judgeScopes(manifest, workspace.scopes);
};

/** One finding for each scope that is missing, with what does not work without it. */
export function judgeScopes(manifest: string, granted: readonly string[] | undefined): Finding[] {
  if (!granted)
    return [
      warn(CHECK, 'not checked: Slack did not say what the token may do', 'Run halfopen doctor again.'),
    ];
  const needed = scopesOf(manifest);
  const missing = needed.filter(({ scope }) => !granted.includes(scope));
  if (missing.length === 0) return [ok(CHECK, `all ${needed.length} of slack-manifest.yml are granted`)];
  return missing.map(({ scope, purpose }) =>
    fail(CHECK, `${scope} is missing, for ${purpose}`, slackHint('missing_scope')),
  );
}

const NAME = 'slack-manifest.yml';

/** A scope that the app needs, and what for: the comment behind it. */
interface NeededScope {
  scope: string;
  purpose: string;
}

/** The bot scopes of a manifest, in its order. */
export function scopesOf(manifest: string): NeededScope[] {
  const scopes = parseDocument(manifest).getIn(['oauth_config', 'scopes', 'bot'], true);
  if (!isSeq(scopes)) return [];
  return scopes.items.filter(isScalar).map(({ value, comment }) => ({
    scope: String(value),
    purpose: comment?.trim() ?? '',
  }));
}

/** The manifest that ships with this version of Halfopen; undefined when it was left out of the package. */
export function readManifest(): string | undefined {
  const path = join(packageFolder(dirname(fileURLToPath(import.meta.url))), NAME);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/** Bundled, this file lies in dist/; in the sources it lies deeper. */
function packageFolder(folder: string): string {
  const above = dirname(folder);
  return existsSync(join(folder, 'package.json')) || above === folder ? folder : packageFolder(above);
}
