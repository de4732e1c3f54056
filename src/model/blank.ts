/** A blank in a runbook's text: `{name}`, or `{name|words for when it is not known}`. Groups: name, fallback. */
export const BLANK = /\{([a-zA-Z]+)(?:\|([^{}]*))?\}/g;
