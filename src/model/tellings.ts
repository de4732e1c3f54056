/** How people tell in prose of what they see, whatever the product; see knowledge/tellings.yml. Phrases are in lower case. */
export interface Tellings {
  /** With these somebody tells of trouble of their own: one stands near what is told. */
  own: readonly string[];
  /** In a short note these tell of what happened to who writes it. */
  narrated: readonly string[];
  /** A text that begins with one of these asks for a change, or describes one. */
  imperative: readonly string[];
  /** A clause with one of these tells of what may happen, not of what did. */
  hypothetical: readonly string[];
  /** With one of these even such a clause tells of what did happen: "if it is quiet for ten minutes, then the client gets an error". */
  certain: readonly string[];
  /** A phrase right behind one of these is denied. */
  denied: readonly string[];
  /** A text with one of these wants, changes or explains something, or tells of trouble that is over. */
  otherwise: readonly string[];
  /** Words and stems by the name of their set: `<name>` in a phrase stands for any of them. */
  words: Readonly<Record<string, readonly string[]>>;
  /** Lists of phrases that several events share, written `$name` in a list. */
  terms: Readonly<Record<string, readonly string[]>>;
  events: readonly Telling[];
  /** How trouble came. Anyone may say it, also as a possibility: it counts only beside trouble that the evidence shows. */
  circumstances: readonly Telling[];
}

/** One way to tell of an event: every list of `all` has a phrase in a few clauses that follow one another, `none` has none there. */
export interface Telling {
  event: string;
  all: readonly (readonly string[])[];
  /** Further lists: each that has a phrase there makes it surer. */
  also: readonly (readonly string[])[];
  none: readonly string[];
  /** Events that are not told beside this one, since it looks like them. */
  instead: readonly string[];
  /** The told numbers multiplied are above the told limit. */
  exceeds?: { factors: readonly string[]; limit: string };
  /** Where the text gives a number of what one of `of` names, it is at least this and did not fall. */
  counted?: { of: readonly string[]; least: number };
  /** How many clauses it may stretch over. */
  within: number;
}

/** What a hole of a phrase takes: `{limit}` a number, `{count:many}` one that is more than a few, `{everySec:time}`, `{sizeBytes:size}`, `{queue:name}`. */
export const HOLE_KINDS = ['count', 'many', 'time', 'size', 'name'] as const;
export type HoleKind = (typeof HOLE_KINDS)[number];
