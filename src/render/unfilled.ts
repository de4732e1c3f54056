import { BLANK } from '../model/blank.ts';

/** A runbook's text with its blanks shown by what stands for them where nothing fills them. */
export function unfilled(text: string): string {
  return text.replaceAll(BLANK, (_, name: string, fallback: string | undefined) => fallback ?? `<${name}>`);
}
