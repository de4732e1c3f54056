import { isDigit, isLetter, isWordPart } from '../../model/characters.ts';

/** A word or a number of a text, in lower case, with where it stands there. */
export interface ToldWord {
  text: string;
  at: number;
  end: number;
  /** Of a number; with a unit in seconds or bytes. */
  value?: number;
  unit?: 'time' | 'size';
}

const TIMES: ReadonlyMap<string, number> = new Map(
  Object.entries({
    ...each(['ms', 'millisecond', 'milliseconds', 'millis'], 0.001),
    ...each(['s', 'sec', 'secs', 'second', 'seconds', 'sekunden', 'segundos', 'secondes', 'секунд', '秒'], 1),
    ...each(['m', 'min', 'mins', 'minute', 'minutes', 'minuten', 'minuto', 'minutos', 'минут', '分'], 60),
    ...each(['h', 'hr', 'hrs', 'hour', 'hours', 'stunden', 'stunde'], 3600),
    ...each(['hora', 'horas', 'heure', 'heures', 'час', 'часа', 'часов', '小'], 3600),
    ...each(['d', 'day', 'days', 'tage', 'tagen', 'días', 'dias', 'jours', 'дня', 'дней', '天'], 86_400),
  }),
);
const SIZES: ReadonlyMap<string, number> = new Map(
  Object.entries({
    ...each(['kb', 'kib'], 1 << 10),
    ...each(['mb', 'mib', 'mo', 'megabyte', 'megabytes'], 1 << 20),
    ...each(['gb', 'gib', 'go', 'gigabyte', 'gigabytes'], 1 << 30),
  }),
);
const FACTORS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    ...each(['k', 'thousand', 'tausend', 'mil', 'mille', 'тыс', 'тысяч', 'тысячи', '千'], 1000),
    万: 10_000,
    million: 1e6,
  }),
);
const SPELLED = ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
/** `an hour`, `one day` are numbers; `a day` and `a minute` are said of how often as well. */
const ONES = new Set(['an', 'one']);
const HOURS = new Set(['hour', 'day', 'minute']);
const OFTEN = new Set(['half', 'once', 'twice', 'times']);
/** Characters of scripts that put no blanks between words count as a word each. */
const FIRST_IDEOGRAPH = '\u2e80';

function each(names: readonly string[], value: number): Record<string, number> {
  return Object.fromEntries(names.map((name) => [name, value]));
}

/** The words and numbers of a text. `27-28K` is 28,000, `1,015` is 1,015; `5 min` and `5min` are one number of 300 seconds. */
export function toldWords(text: string): ToldWord[] {
  const words: ToldWord[] = [];
  for (let at = 0; at < text.length; ) {
    const end = endOf(text, at);
    if (end > at) takeWord(words, text, at, end);
    at = Math.max(end, at + 1);
  }
  return words;
}

function endOf(text: string, at: number): number {
  const first = text.charAt(at);
  if (first >= FIRST_IDEOGRAPH && isLetter(first)) return at + 1;
  if (isDigit(first)) return endOfNumber(text, at);
  let end = at;
  while (end < text.length && isInWord(text, end, at)) end++;
  return isAbbreviated(text, at, end) ? end + 2 : end;
}

/** `i.e.` is a word: its `i` is not the writer. */
function isAbbreviated(text: string, at: number, end: number): boolean {
  return (
    end === at + 1 &&
    text.charAt(end) === '.' &&
    isLetter(text.charAt(end + 1)) &&
    !isWordPart(text.charAt(end + 2))
  );
}

function isInWord(text: string, at: number, from: number): boolean {
  const one = text.charAt(at);
  if (isApostrophe(one)) return at > from && isLetter(text.charAt(at + 1));
  return one < FIRST_IDEOGRAPH && (isLetter(one) || (at > from && isDigit(one)));
}

function isApostrophe(one: string): boolean {
  return one === "'" || one === '’';
}

function endOfNumber(text: string, at: number): number {
  let end = at;
  while (isDigit(text.charAt(end)) || (',.'.includes(text.charAt(end)) && isDigit(text.charAt(end + 1))))
    end++;
  return end;
}

function takeWord(words: ToldWord[], text: string, at: number, end: number): void {
  const word = text.slice(at, end).toLowerCase().replaceAll('’', "'");
  const last = words.at(-1);
  if (isDigit(word.charAt(0))) {
    // `web-04` and `node_3` are names.
    if (isNamed(text, at)) return void words.push({ text: word, at, end });
    return takeNumber(words, { text: word, at, end, value: numberOf(word) }, text);
  }
  if (last?.value !== undefined && last.unit === undefined && isBeside(text, last.end, at)) {
    const factor = FACTORS.get(word);
    if (factor !== undefined) return void Object.assign(last, { value: last.value * factor, end });
    const [time, size] = [TIMES.get(word), SIZES.get(word)];
    if (time !== undefined) return void Object.assign(last, { value: last.value * time, unit: 'time', end });
    if (size !== undefined) return void Object.assign(last, { value: last.value * size, unit: 'size', end });
  }
  if (
    last &&
    ONES.has(last.text) &&
    HOURS.has(word) &&
    isBeside(text, last.end, at) &&
    !OFTEN.has(words.at(-2)?.text ?? '')
  )
    return void Object.assign(last, { value: TIMES.get(word), unit: 'time', end });
  const spelled = SPELLED.indexOf(word);
  words.push({ text: word, at, end, ...(spelled < 0 ? {} : { value: spelled + 2 }) });
}

function isNamed(text: string, at: number): boolean {
  return '-_'.includes(text.charAt(at - 1) || ' ') && isLetter(text.charAt(at - 2));
}

/** Of a range the upper end counts. `25 000` is one number. */
function takeNumber(words: ToldWord[], number: ToldWord, text: string): void {
  const last = words.at(-1);
  if (last?.value === undefined || last.unit !== undefined || number.at - last.end !== 1)
    return void words.push(number);
  if (BLANKS.includes(text.charAt(last.end)) && isGroup(last, number))
    return void Object.assign(last, { value: last.value * 1000 + (number.value ?? 0), end: number.end });
  words.pop();
  words.push(number);
}

/** Thousands are parted by a blank, in some languages by one that does not break the line. */
const BLANKS = ' \u00a0\u202f';

function isGroup(before: ToldWord, { text }: ToldWord): boolean {
  return (
    before.text.length <= 3 && text.length === 3 && (before.value ?? 0) > 0 && Number.isInteger(Number(text))
  );
}

/** `3.5` has a fraction, `1.015` and `12,000` have thousands. */
function numberOf(text: string): number {
  const groups = text.split(text.includes(',') ? ',' : '.');
  const isThousands = groups.length > 1 && groups.slice(1).every((group) => group.length === 3);
  return Number(isThousands ? groups.join('') : text.replaceAll(',', '.')) || 0;
}

function isBeside(text: string, end: number, at: number): boolean {
  return at === end || (at === end + 1 && ' -+'.includes(text.charAt(end)));
}
