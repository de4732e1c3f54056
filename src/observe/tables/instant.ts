const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** Hours east of UTC of the abbreviations `date` prints most; an unknown one counts as UTC. */
const ZONES: Readonly<Record<string, number>> = {
  CET: 1,
  CEST: 2,
  BST: 1,
  IST: 5.5,
  JST: 9,
  EET: 2,
  EEST: 3,
  MSK: 3,
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
};

const ISO =
  /^(\d{4})[-/](\d\d)[-/](\d\d)[T ]{1,2}(\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))? ?(Z|UTC|GMT|[+-]\d\d:?\d\d)?$/;
const DATE_COMMAND =
  /^(?:[A-Z][a-z]{2},? )?([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d):(\d\d):(\d\d)(?: ([AP]M))?(?: ([A-Z]{1,5}|[+-]\d\d:?\d\d))? (\d{4})$/;
const DATE_COMMAND_NEW =
  /^(?:[A-Z][a-z]{2},? )?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d):(\d\d)(?: ([AP]M))?(?: ([A-Z]{1,5}|[+-]\d\d:?\d\d))?$/;

function offsetMs(zone: string | undefined): number {
  if (zone === undefined) return 0;
  const numeric = /^([+-])(\d\d):?(\d\d)$/.exec(zone);
  if (numeric === null) return (ZONES[zone] ?? 0) * 3_600_000;
  const minutes = Number(numeric[2]) * 60 + Number(numeric[3]);
  return (numeric[1] === '-' ? -minutes : minutes) * 60_000;
}

function hours(printed: string | undefined, half: string | undefined): number {
  const hour = Number(printed);
  if (half === undefined) return hour;
  return (hour % 12) + (half === 'PM' ? 12 : 0);
}

function fromIso(text: string): number | undefined {
  const part = ISO.exec(text);
  if (part === null) return undefined;
  const ms = Number(`0.${part[7] ?? '0'}`) * 1000;
  const at = Date.UTC(
    Number(part[1]),
    Number(part[2]) - 1,
    Number(part[3]),
    Number(part[4]),
    Number(part[5]),
    Number(part[6]),
  );
  return at + Math.trunc(ms) - offsetMs(part[8]);
}

function fromDateCommand(text: string): number | undefined {
  const old = DATE_COMMAND.exec(text);
  const recent = old === null ? DATE_COMMAND_NEW.exec(text) : null;
  const [month, day, year, hour, minute, second, half, zone] =
    old !== null
      ? [old[1], old[2], old[8], old[3], old[4], old[5], old[6], old[7]]
      : recent !== null
        ? [recent[2], recent[1], recent[3], recent[4], recent[5], recent[6], recent[7], recent[8]]
        : [];
  const monthIndex = MONTHS.indexOf((month ?? '').toLowerCase());
  if (monthIndex < 0) return undefined;
  return (
    Date.UTC(Number(year), monthIndex, Number(day), hours(hour, half), Number(minute), Number(second)) -
    offsetMs(zone)
  );
}

/**
 * Reads a text that is a date and time and nothing else, as `date`, `date -Is` or a script prints it, also framed as
 * `=== … ===` or `[…]`. Answers epoch milliseconds, UTC unless an offset or a known zone is given; undefined otherwise.
 */
export function instantMs(printed: string): number | undefined {
  if (printed.length < 19 || printed.length > 90) return undefined;
  const text = printed
    .trim()
    .replace(/^[=#*[\]-]{1,20} ?/, '')
    .replace(/ ?[=#*[\]:-]{1,20}$/, '');
  return fromIso(text) ?? fromDateCommand(text.replace(/ {2,4}/g, ' '));
}
