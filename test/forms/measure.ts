import type { Engine } from '../../src/engine/triage.ts';
import type { Form } from './form.ts';
import { type Incident, verdict } from './incident.ts';

/** Of the incidents that a form applies to, those whose verdict stays and those that get another. */
export interface Measure {
  form: string;
  tried: number;
  changed: { incident: Incident; got: string | undefined; rewritten: Incident }[];
}

/** Rewrites each incident in each form and asks for the verdict. */
export function measure(engine: Engine, forms: readonly Form[], incidents: readonly Incident[]): Measure[] {
  return forms.map(({ name, rewrite }) => {
    const rewritten = incidents.flatMap((incident) => {
      const other = rewrite(incident);
      return other ? [{ incident, rewritten: other }] : [];
    });
    const verdicts = rewritten.map((one) => ({ ...one, got: verdict(engine, one.rewritten) }));
    return {
      form: name,
      tried: verdicts.length,
      changed: verdicts.filter(({ incident, got }) => got !== incident.runbook),
    };
  });
}

/** The share of verdicts that stay, 1 where a form applies to nothing. */
export function unchanged({ tried, changed }: Measure): number {
  return tried === 0 ? 1 : 1 - changed.length / tried;
}
