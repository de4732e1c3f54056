import { textAt, widthOf } from './svg.ts';

/** Font size of a value written at its mark. */
export const VALUE_SIZE = 20;
const GAP = 7;

/** A value at its mark, its baseline at `y`; it may rise so many pixels to stand clear of marks beside it. */
export interface Label {
  x: number;
  y: number;
  text: string;
  anchor: 'start' | 'middle' | 'end';
  mayRise: number;
}

/**
 * Writes values at their marks, the most telling first; one that would run into another, or into marks, is left out.
 * `topOf` gives the highest pixel of any mark between two others on the x axis.
 */
export function placeLabels(
  labels: readonly Label[],
  topOf: (left: number, right: number) => number,
): string[] {
  const taken: Box[] = [];
  return labels.flatMap((label) => {
    const { x, text, anchor } = label;
    const width = widthOf(text, VALUE_SIZE);
    const left = anchor === 'start' ? x : anchor === 'middle' ? x - width / 2 : x - width;
    const y = Math.min(label.y, topOf(left, left + width) - GAP);
    const box = { left, right: left + width, y };
    if (label.y - y > label.mayRise || taken.some((other) => overlaps(box, other))) return [];
    taken.push(box);
    return [textAt(x, y, text, { size: VALUE_SIZE, anchor, rimmed: true })];
  });
}

interface Box {
  left: number;
  right: number;
  y: number;
}

function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && Math.abs(a.y - b.y) < VALUE_SIZE + 2;
}
