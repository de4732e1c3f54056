const MASK = '***';

/**
 * Masks secrets in text that leaves the machine it was read on: passwords in URIs, `password=`-like assignments,
 * bearer tokens, AWS access keys. What is masked is only ever replaced by `***`, so the text around stays quotable.
 */
export function redact(text: string): string {
  return text
    .replaceAll(/([a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@]{0,100}:)[^\s@/]{1,200}@/gi, `$1${MASK}@`)
    .replaceAll(
      /((?:password|passwd|pwd|secret|token|api[_-]?key)["']?\s{0,3}[:=]\s{0,3}["']?)[^\s"',;&)]{1,200}/gi,
      `$1${MASK}`,
    )
    .replaceAll(/(bearer )[\w.~+/-]{8,2000}=*/gi, `$1${MASK}`)
    .replaceAll(/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, MASK);
}
