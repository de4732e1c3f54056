import { describe, expect, it } from 'vitest';
import { ALL_FORMS } from './forms/all-forms.ts';
import { provenIncidents } from './forms/incident.ts';
import { measure } from './forms/measure.ts';
import { builtInEngine } from './support/built-in-runbooks.ts';

/** One incident of so many is tried in each form, another in the next; `npm run forms` tries all. */
const SAMPLE = 4;
/** The least share of verdicts that stay. One may always change, since a form may apply to few. */
const LEAST = 0.97;

const engine = builtInEngine();
const incidents = provenIncidents();

describe('the verdict stays the same for evidence that was', () => {
  it.each(ALL_FORMS.map((form, i) => [form.name, form, i] as const))('%s', (_name, form, at) => {
    const sample = incidents.filter((_, i) => (i + at) % SAMPLE === 0);

    const [result] = measure(engine, [form], sample);

    const most = Math.max(1, Math.floor((result?.tried ?? 0) * (1 - LEAST)));
    expect(result?.changed.length).toBeLessThanOrEqual(most);
  });
});
