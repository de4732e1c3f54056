import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isScalar, isSeq, parseDocument } from 'yaml';

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
