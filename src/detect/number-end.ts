import { isDigit } from '../model/characters.ts';

/** Where a number ends that begins at a place, with its sign and separators; the place itself where none begins. */
export function numberEnd(text: string, from: number): number {
  const isSigned = text[from] === '-' || text[from] === '+';
  let end = from + Number(isSigned);
  if (!isDigit(text[end] ?? '')) return from;
  while (isDigit(text[end] ?? '') || (text[end] !== undefined && ',._'.includes(text[end] ?? ''))) end++;
  return end;
}
