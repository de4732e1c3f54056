/**
 * Prints, for each form in which evidence reaches us, in how many of the proven incidents the verdict stays:
 * `npm run forms -- [--form "cut at 80"] [--misses 5]` shows also what changes it.
 */
import { parseArgs } from 'node:util';
import { builtInEngine } from '../support/built-in-runbooks.ts';
import { ALL_FORMS } from './all-forms.ts';
import { provenIncidents } from './incident.ts';
import { measure, unchanged } from './measure.ts';

const { values } = parseArgs({
  options: { form: { type: 'string', default: '' }, misses: { type: 'string', default: '0' } },
});
const engine = builtInEngine();
const incidents = provenIncidents();
const forms = ALL_FORMS.filter(({ name }) => name.includes(values.form));

for (const form of forms) {
  const [one] = measure(engine, [form], incidents);
  if (!one) continue;
  console.log(`${one.form.padEnd(40)} ${unchanged(one).toFixed(3)} of ${one.tried}`);
  for (const { incident, got, rewritten } of one.changed.slice(0, Number(values.misses)))
    console.log(
      `--- ${incident.name}: ${got ?? 'nothing'}\n${rewritten.inputs.map(({ text }) => text).join('\n')}`,
    );
}
