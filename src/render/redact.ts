const MASK = '***';

type Rule = readonly [pattern: RegExp, replacement: string];

/** Programs whose node names look like e-mail addresses: Erlang's and Celery's `name@host`. */
const NODES = '(?:rabbit|ejabberd|emqx|vernemq|couchdb|riak|celery|worker|w\\d{1,3})';

/** What is masked, each in time linear in the text: every repetition is bounded. */
const RULES: readonly Rule[] = [
  [
    /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]{0,8000}?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g,
    MASK,
  ],
  [/([a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@]{0,100}:)(?!\*\*\*@)[^\s@/]{1,200}@/gi, `$1${MASK}@`],
  [
    /((?:password|passwd|pwd|secret|token|api[_-]?key|secret_?access_?key)["']?\s{0,3}[:=]\s{0,3}["']?)(?!\*\*\*)[^\s"',;&)]{1,200}/gi,
    `$1${MASK}`,
  ],
  [/((?:bearer|basic) )(?!\*\*\*)[\w.~+/-]{8,2000}=*/gi, `$1${MASK}`],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, MASK],
  [/\bxox[abeoprs]-[\w-]{8,300}/g, MASK],
  [/\b(?:gh[pousr]_\w{20,255}|github_pat_\w{20,255}|glpat-[\w-]{15,100})/g, MASK],
  [/\beyJ[\w-]{8,2000}\.[\w-]{4,4000}\.[\w-]{0,2000}/g, MASK],
  [
    new RegExp(
      `(?<![\\w.%+@/-])(?!${NODES}@)[\\w.%+-]{1,64}@(?:[a-z0-9-]{1,63}\\.){1,8}[a-z]{2,24}\\b(?![:/])`,
      'gi',
    ),
    MASK,
  ],
];

/**
 * Masks secrets and e-mail addresses in text that leaves the machine it was read on: passwords in URIs, `password=`-like
 * assignments, tokens, keys. What is masked is only ever replaced by `***`, so the text around stays quotable.
 * `count` is how many were masked; text masked before counts nothing.
 */
export function redactCounted(text: string): { text: string; count: number } {
  let count = 0;
  const masked = RULES.reduce(
    (rest, [pattern, replacement]) =>
      rest.replaceAll(pattern, (...found: unknown[]) => {
        count++;
        return replacement.replace('$1', () => String(found[1]));
      }),
    text,
  );
  return { text: masked, count };
}

/** The masked text alone. */
export function redact(text: string): string {
  return redactCounted(text).text;
}
