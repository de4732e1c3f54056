/** What messages say about a password or token in the place where its value would stand: `token: expired`. */
const STATES = new Set(
  `absent accepted allowed already authentication authorization authenticated bad blocked can cannot changed
  correct could default denied deprecated did disabled does doesn't don't empty enabled error exceeded exists expired expires
  fail failed fails failure false found given had has have incorrect ignored in insufficient invalid invalidated is isn't issued
  length locked lookup malformed may mismatch mismatched missing must n/a needed never nil no none not null ok
  omitted only optional policy present prompt protected provided reset refused reject rejected renewed required requires
  revoked rotated rotation set should supplied the too true unable unauthorized undefined unexpected unknown unset unspecified unsupported
  updated valid validated validation verification verified was wasn't were will with without wrong yes you your`.split(
    /\s+/,
  ),
);
/** Words that may stand beside one of those in quotes. */
const BESIDE = new Set(
  'a an and are be been by for from it jwt key login of or password secret signature this token user username'.split(
    ' ',
  ),
);
const LONGEST_STATE = 60;

/** Somebody masked it already, left a blank to fill in, or refers to where the value is kept. */
const NO_VALUE =
  /^(?:[<[{(]{0,3}\*{3}|<[\w -]{1,60}>?$|\$\{|\$\(|\$[A-Z_][A-Z0-9_]*$|\{\{|%[\w]{1,40}%$|[^\p{L}\p{N}]{1,2}$|\[?(?:redacted|filtered|masked|hidden)\b)/iu;
/** Names that also stand before a count or the path of a file. */
const NOT_ALWAYS_SECRET = /(?:token|secret|key|sig|signature|(?<![\w.-])pass)\W{0,60}$/i;
/** Lengths, counts and positions, such as `token: 42`. */
const SMALL_NUMBER = /^-?\d{1,4}$/;
/** Files that hold a secret; the value of `PWD` is always a folder. */
const PATH = /^(?:\/[\w.-]{1,100}\/|[A-Z]:\\)/;

/**
 * Whether a value is a secret: not a word about one, not a blank, not a reference. `name` is what the value is called, with its
 * separator.
 */
export function isSecret(value: string, name: string): boolean {
  if (NO_VALUE.test(value)) return false;
  if (/pwd\W{0,9}$/i.test(name) && value.startsWith('/')) return false;
  if (NOT_ALWAYS_SECRET.test(name) && (SMALL_NUMBER.test(value) || PATH.test(value))) return false;
  return !isState(value);
}

function isState(value: string): boolean {
  if (value.length > LONGEST_STATE) return false;
  const words = value
    .toLowerCase()
    .split(/[\s_.,;:!?()-]+/)
    .filter(Boolean);
  return (
    words.some((word) => STATES.has(word)) && words.every((word) => STATES.has(word) || BESIDE.has(word))
  );
}
