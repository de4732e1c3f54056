/** Verbatim text that a signal rests on, and where it stands. Never paraphrased. */
export interface Evidence {
  input: string;
  line: number;
  text: string;
}
