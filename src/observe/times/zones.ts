/**
 * Offsets of the zone names that programs print, in minutes east of UTC, as the tz database has them since 2005 and, for zones that
 * it gives no name, as Java prints them. PST is also Manila's, which few logs are from.
 */
const BY_OFFSET: readonly (readonly [minutes: number, names: string])[] = [
  [-660, 'SST'],
  [-600, 'HST'],
  [-540, 'AKST HDT'],
  [-480, 'PST AKDT'],
  [-420, 'MST PDT'],
  [-360, 'MDT'],
  [-300, 'EST CDT COT PET'],
  [-240, 'AST EDT CLT'],
  [-210, 'NST'],
  [-180, 'ADT BRT ART CLST'],
  [-150, 'NDT'],
  [-120, 'BRST'],
  [0, 'Z UTC UCT GMT WET'],
  [60, 'WEST CET MET WAT'],
  [120, 'CEST MEST EET CAT SAST'],
  [180, 'EEST MSK TRT IDT EAT'],
  [300, 'PKT'],
  [345, 'NPT'],
  [360, 'BDT'],
  [420, 'ICT WIB'],
  [480, 'WITA SGT HKT MYT PHT AWST'],
  [540, 'WIT JST KST'],
  [570, 'ACST'],
  [600, 'AEST'],
  [630, 'ACDT'],
  [660, 'AEDT'],
  [720, 'NZST'],
  [780, 'NZDT'],
];
const OFFSETS = new Map(
  BY_OFFSET.flatMap(([minutes, names]) => names.split(' ').map((name) => [name, minutes] as const)),
);

/** Names that several countries use, with the offset of each and the names that its clocks print in the other half of the year. */
const AMBIGUOUS: ReadonlyMap<string, readonly { minutes: number; besides: readonly string[] }[]> = new Map(
  Object.entries({
    CST: [
      { minutes: -360, besides: ['CDT'] },
      { minutes: 480, besides: [] },
    ],
    IST: [
      { minutes: 330, besides: [] },
      { minutes: 120, besides: ['IDT'] },
      { minutes: 60, besides: ['GMT'] },
    ],
    BST: [
      { minutes: 60, besides: ['GMT'] },
      { minutes: 360, besides: ['BDT'] },
    ],
  }),
);

/** Minutes east of UTC; undefined for a name that is not known, or that several countries use. */
export function zoneOffset(name: string): number | undefined {
  return OFFSETS.get(name);
}

/** Whether several countries use the name. */
export function isAmbiguousZone(name: string): boolean {
  return AMBIGUOUS.has(name);
}

/** The offset of an ambiguous name that fits the other names and offsets of the same input; undefined unless exactly one does. */
export function offsetBeside(
  name: string,
  names: ReadonlySet<string>,
  offsets: ReadonlySet<number>,
): number | undefined {
  const fits = (AMBIGUOUS.get(name) ?? []).filter(
    ({ minutes, besides }) => offsets.has(minutes) || besides.some((other) => names.has(other)),
  );
  return fits.length === 1 ? fits[0]?.minutes : undefined;
}

/** Words of this shape that stand behind a time and are no zones. */
const WORDS = new Set(
  (
    'ABORT ABOUT ACCT ACT AGENT ALERT AUDIT BEST BIT BOOT BUT CHAT COUNT CUT DEBT DIRT EDIT EMIT EVENT EXIT EXT FACT FAST ' +
    'FAULT FIRST FLOAT FMT FRONT GET GOT GRANT GUEST HALT HINT HIT HOST INET INIT INPUT INT JIT JWT KNOT LAST LEFT LET LIMIT ' +
    'LIST LOST MINT MNT MOST MOUNT MQTT NAT NET NEXT NOT OPT OUT PART PAST PLOT POINT PORT POST PRINT PUT QUIT QUOT REACT ' +
    'RESET REST RET RIGHT ROOT RST SENT SET SHORT SHUT SLOT SORT START STAT TEST TEXT TILT TRUST UINT UNIT VERT VISIT WAIT ' +
    'WANT WENT WHAT YET '
  ).split(' '),
);

/** Whether a word behind a time is shaped like a zone's name, which mostly ends in T, and is no other word. */
export function isZoneLike(word: string): boolean {
  return /^[A-Z]{2,4}T$/.test(word) && !WORDS.has(word);
}
