/** A state or word of the field, explained: what it means, when it is fine, when it is trouble, how to look, and a picture. */
export interface Topic {
  name: string;
  /** Other ways to write it, in lower case. */
  aliases: readonly string[];
  means: string;
  fine: string;
  trouble: string;
  look: string;
  /** Ids of the runbooks that speak of it, the nearest first. */
  runbooks: readonly string[];
  /** Drawn in characters, at most 70 wide. */
  diagram: string;
  /** Where it is defined. */
  source: string;
}
