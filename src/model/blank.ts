/** A blank in a runbook's text: `{name}`, or `{name|words for when it is not known}`. Groups: name, fallback. */
export const BLANK = /\{([a-zA-Z]+)(?:\|([^{}]*))?\}/g;

/** A runbook's text with its blanks shown by what stands for them where nothing fills them. */
export function unfilled(text: string): string {
  return text.replaceAll(BLANK, (_, name: string, fallback: string | undefined) => fallback ?? `<${name}>`);
}
