/** What one mark of a text weighs: above 0 for a page, below for a report. */
interface KindMark {
  /** For each time that it stands among forty words. */
  often?: number | undefined;
  /** Once, where it stands at all. */
  any?: number | undefined;
  /** Words that are this mark; without words it is a mark of layout. */
  words?: readonly string[] | undefined;
  /** Words that are this mark in titles. */
  titled?: readonly string[] | undefined;
}

/** What distinguishes a page, which explains and shows messages as examples, from a report of what happened: log-odds that a text is a page. */
export interface TextKinds {
  /** Before anything is read. */
  bias: number;
  /** For each unit by which its words are like those of pages rather than of reports. */
  learnt: number;
  marks: Readonly<Record<string, KindMark>>;
}
