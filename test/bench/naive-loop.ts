import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** The obvious way, to compare with: each pattern's regular expression on each line. Arguments: file of patterns, log. */
const [patternFile = '', log = ''] = process.argv.slice(2);
const patterns = readFileSync(patternFile, 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((source) => new RegExp(source));

let hits = 0;
for await (const line of createInterface({
  input: createReadStream(log),
  crlfDelay: Number.POSITIVE_INFINITY,
})) {
  for (const pattern of patterns) if (pattern.test(line)) hits += 1;
}
console.log(hits);
