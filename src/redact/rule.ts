/**
 * One kind of secret.
 * `hints` are ASCII texts in lower case; the pattern is tried only where one of them occurs, whatever its case.
 * `pattern` is global and takes time linear in the text: every repetition that can fail is bounded. It matches what stands before the
 * secret, which stays, and then, if `value` says so, the secret is read by `readValue`; otherwise its group `secret`, or all
 * of it, is masked, with what a group `before` found by looking back.
 * `hits` show the secret between `«` and `»`; `misses` look alike and stay as they are. A test tries all of them.
 */
export interface Rule {
  id: string;
  hints: readonly string[];
  pattern: RegExp;
  /** `any` value, or only one that is `quoted` or an Erlang term. */
  value?: 'any' | 'quoted';
  hits: readonly string[];
  misses?: readonly string[];
}
