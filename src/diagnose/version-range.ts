import coerce from 'semver/functions/coerce.js';
import satisfies from 'semver/functions/satisfies.js';

/**
 * Whether a version that a product printed, such as "3.10.8" or "v3.13.7-rc.1", is in a semver range such as ">=3.6 <4.0". Missing
 * parts count as 0, and build and pre-release tags are ignored. Undefined when the version has no number to compare.
 */
export function isInRange(version: string, range: string): boolean | undefined {
  const found = coerce(version);
  return found === null ? undefined : satisfies(found, range);
}
