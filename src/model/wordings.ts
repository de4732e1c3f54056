/** How people write of events, whatever the product; see knowledge/wordings.yml. */
export interface Wordings {
  /** Phrases with which a sentence tells of nothing wrong. */
  healthy: readonly string[];
  /** In order: the first event that fits is taken. */
  events: readonly Wording[];
}

/** Every list of `all` has a phrase in the sentence, `none` has none. What was learnt of the event counts only with a phrase of `about`, if it has any. */
export interface Wording {
  event: string;
  all: readonly (readonly string[])[];
  none: readonly string[];
  about: readonly string[];
}
