/** Makes a value when it is first asked for, and gives the same from then on; what fails is tried again at the next call. */
export function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
