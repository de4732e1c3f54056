import type { Finding } from '../../adapters/doctor/check.ts';
import { printable } from '../../render/clean.ts';
import { redact } from '../../render/redact.ts';

/** Shorter ones, and what everybody knows, stand in ordinary words. */
const SHORTEST = 6;
const KNOWN = new Set(['halfopen-local', 'xoxb-halfopen-local']);

/** Findings without the secrets given, each text on one line. What was found loses whatever looks like a secret, too: an error may quote what it was given. */
export function hideSecrets(findings: readonly Finding[], secrets: readonly string[]): Finding[] {
  const hidden = secrets.filter((secret) => secret.length >= SHORTEST && !KNOWN.has(secret));
  const clean = (text: string) =>
    printable(hidden.reduce((rest, secret) => rest.replaceAll(secret, '•••'), text))
      .replaceAll(/\s+/g, ' ')
      .trim();
  return findings.map(({ check, status, found, hint }) => ({
    check: clean(check),
    status,
    found: redact(clean(found)),
    hint: clean(hint),
  }));
}
