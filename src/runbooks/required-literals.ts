import { type AST, RegExpParser } from '@eslint-community/regexpp';

const parser = new RegExpParser({ ecmaVersion: 2024 });
const MOST_ALTERNATIVES = 24;

/**
 * The fixed texts of which one must occur in whatever a regex matches, lower-cased; empty when it demands none.
 * Of several candidates the one whose shortest text is longest is taken, since it meets the fewest records by chance.
 */
export function requiredLiterals(source: string): string[] {
  const pattern = parser.parsePattern(source.replaceAll('(?P<', '(?<'));
  return ofAlternatives(pattern.alternatives) ?? [];
}

function ofAlternatives(alternatives: readonly AST.Alternative[]): string[] | undefined {
  const sets = alternatives.map((alternative) => ofSequence(alternative.elements));
  if (sets.some((set) => set === undefined)) return undefined;
  const all = [...new Set(sets.flatMap((set) => set ?? []))];
  return all.length <= MOST_ALTERNATIVES ? all : undefined;
}

function ofSequence(elements: readonly AST.Element[]): string[] | undefined {
  const candidates: string[][] = [];
  let run = '';
  const endRun = () => {
    if (run.trim().length > 2) candidates.push([run]);
    run = '';
  };
  for (const element of elements) {
    if (element.type === 'Character' && element.value < 128) {
      run += String.fromCharCode(element.value).toLowerCase();
      continue;
    }
    endRun();
    const inner = ofElement(element);
    if (inner) candidates.push(inner);
  }
  endRun();
  return candidates.reduce<string[] | undefined>(
    (best, set) => (shortest(set) > shortest(best) ? set : best),
    undefined,
  );
}

function ofElement(element: AST.Element): string[] | undefined {
  if (element.type === 'Group' || element.type === 'CapturingGroup')
    return ofAlternatives(element.alternatives);
  if (element.type === 'Quantifier' && element.min > 0) return ofElement(element.element);
  return undefined;
}

function shortest(set: readonly string[] | undefined): number {
  return set ? Math.min(...set.map((text) => text.length)) : 0;
}
