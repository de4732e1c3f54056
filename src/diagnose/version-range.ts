const COMPARATOR = /^(>=|<=|>|<|=)?\s*v?(\d+(?:\.\d+)*)/;

/** Whether a version such as "3.10.8" lies in a range such as ">=3.6 <4.0" (all comparators must hold; parts not given count as 0). */
export function isInRange(version: string, range: string): boolean {
  return range.split(/\s+(?=[<>=v\d])/).every((comparator) => {
    const [, operator = '=', limit] = COMPARATOR.exec(comparator.trim()) ?? [];
    if (limit === undefined) return true;
    const order = compareVersions(version, limit);
    if (operator === '>=') return order >= 0;
    if (operator === '<=') return order <= 0;
    if (operator === '>') return order > 0;
    return operator === '<' ? order < 0 : order === 0;
  });
}

function compareVersions(a: string, b: string): number {
  const [x, y] = [parts(a), parts(b)];
  for (let i = 0; i < Math.max(x.length, y.length); i++) {
    const difference = (x[i] ?? 0) - (y[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function parts(version: string): number[] {
  return (/\d+(?:\.\d+)*/.exec(version)?.[0] ?? '').split('.').map(Number);
}
