/** What the name of a fact ends with that counts something. */
const COUNTS = [
  'count',
  'Count',
  'missing',
  'Resends',
  'Probes',
  'Unanswered',
  'retransmits',
  'reconnects',
  'Bytes',
  'kept',
  'dropped',
  'climbs',
  'looks',
  'snapshots',
  'waiting',
  'messages',
  'ready',
  'unacknowledged',
  'consumers',
  'sockets',
];
/** What the name of a fact ends with that measures something without counting it. */
const MEASURES = ['Sec', 'Ms', 'MiB', 'MB', 'Time', 'value', 'used', 'free'];
const VERBS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    were: 'was',
    are: 'is',
    have: 'has',
    do: 'does',
    hold: 'holds',
    wait: 'waits',
    fail: 'fails',
  }),
);

/** Whether a fact counts what the words after it name. */
export function isCount(name: string): boolean {
  return COUNTS.some((end) => name.endsWith(end));
}

/** Whether a fact measures something, so that several values are a range; ports and process ids are no range. */
export function isMeasure(name: string): boolean {
  return isCount(name) || MEASURES.some((end) => name.endsWith(end));
}

/** The text after a count of one: ` sockets were closed` becomes ` socket was closed`. One adjective may stand before the noun. */
export function ofOne(text: string): string {
  const words = text.split(' ');
  if (words[0] !== '') return text;
  const at = [1, 2].find((place) => isPlural(words[place] ?? ''));
  if (at === undefined) return text;
  words[at] = singular(words[at] ?? '');
  const verb = VERBS.get(words[at + 1] ?? '');
  if (verb) words[at + 1] = verb;
  return words.join(' ');
}

/** Whether a word is a verb that only a plural takes. */
export function isPluralVerb(word: string): boolean {
  return VERBS.has(letters(word));
}

/** Without what follows it: `times,` ends with a comma. Units (`s`, `ms`) and small words (`is`, `its`) are no plurals. */
export function isPlural(word: string): boolean {
  const bare = letters(word);
  return bare.length > 3 && bare.endsWith('s') && !bare.endsWith('ss') && !bare.endsWith('us');
}

function singular(word: string): string {
  const bare = letters(word);
  const rest = word.slice(bare.length);
  if (bare.endsWith('ies')) return `${bare.slice(0, -3)}y${rest}`;
  const hasE = ['sses', 'ches', 'shes', 'xes'].some((end) => bare.endsWith(end));
  return bare.slice(0, hasE ? -2 : -1) + rest;
}

function letters(word: string): string {
  const end = word.split('').findIndex((one) => one.toLowerCase() === one.toUpperCase() && one !== '-');
  return end < 0 ? word : word.slice(0, end);
}
