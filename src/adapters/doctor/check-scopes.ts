import { type Check, type Finding, fail, ok, warn } from './check.ts';
import { readManifest, scopesOf } from './read-manifest.ts';
import { slackHint } from './slack-hint.ts';

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
