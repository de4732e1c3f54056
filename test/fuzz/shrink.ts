const MOST_MS = 20_000;

/** The smallest text found, by leaving out ever smaller parts, that `fails` still holds for. Gives up after a while. */
export function shrink(text: string, fails: (text: string) => boolean): string {
  const endMs = performance.now() + MOST_MS;
  let smallest = text;
  for (let size = Math.ceil(text.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < smallest.length && performance.now() < endMs; ) {
      const without = smallest.slice(0, at) + smallest.slice(at + size);
      if (without !== '' && fails(without)) smallest = without;
      else at += size;
    }
  }
  return smallest;
}
