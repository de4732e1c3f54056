import type { ReadAgain, Recallable } from '../../detect/known-matches.ts';
import type { FieldValue } from '../../model/fields.ts';
import type { Role } from '../../model/input.ts';
import type { Observation } from '../../model/observation.ts';
import type { AlikeValues } from './alike-values.ts';
import type { Bounds } from './layout.ts';
import { type ReadingPlan, readAgain, timeBy } from './reading-plan.ts';
import { positionOf } from './value-plan.ts';

/** A record as its plan reads it: first its time and the fields in which it differs from others, the rest when somebody asks. */
export class PlannedRecord implements Observation, Recallable {
  readonly kind = 'log';
  readonly form = 'log';
  readonly at: Observation['at'];
  readonly atMs: number;
  readonly verbatim: string;
  readonly role?: Role;
  readonly stream?: string;
  readonly alike: AlikeValues;
  readonly #plan: ReadingPlan;
  readonly #values: readonly FieldValue[];
  /** Where each line of its message begins and ends. */
  readonly #message: readonly number[];
  #recalled: ReadAgain | undefined;

  /** `values` are those of the fields that vary; `bounds` is where the slots lie. */
  constructor(
    { plan, alike }: { plan: ReadingPlan; alike: AlikeValues },
    text: string,
    { line, bounds, values }: { line: number; bounds: Bounds; values: readonly FieldValue[] },
  ) {
    this.at = { input: plan.example.at.input, line, endLine: line + plan.lines - 1 };
    const { role, stream } = plan.example;
    if (role !== undefined) this.role = role;
    if (stream !== undefined) this.stream = stream;
    this.atMs = timeBy(plan, text, bounds);
    this.verbatim = text;
    this.alike = alike;
    this.#plan = plan;
    this.#values = values;
    this.#message = plan.message.flatMap((places) => places.map((place) => positionOf(place, bounds)));
  }

  get isCut(): boolean {
    return this.#plan.example.isCut === true;
  }

  get text(): string {
    const lines: string[] = [];
    for (let i = 0; i < this.#message.length; i += 2)
      lines.push(this.verbatim.slice(this.#message[i], this.#message[i + 1]));
    return lines.join('\n');
  }

  get fields(): Observation['fields'] {
    return this.recall().observation.fields;
  }

  fieldsOf(names: readonly string[]): Record<string, FieldValue> {
    const { constant, varying } = this.alike;
    const fields: Record<string, FieldValue> = {};
    for (const name of names) {
      const value = constant.get(name) ?? this.#values[varying.indexOf(name)];
      if (value !== undefined) fields[name] = value;
    }
    return fields;
  }

  read(): ReadAgain {
    const { example, fields: planned } = this.#plan;
    const fields: Record<string, FieldValue> = {};
    let varying = 0;
    for (const [name] of planned)
      fields[name] = this.alike.constant.get(name) ?? (this.#values[varying++] as FieldValue);
    const { at, atMs, text, verbatim } = this;
    return readAgain(this.#plan, { ...example, at: { ...example.at, ...at }, atMs, text, verbatim, fields });
  }

  recall(): ReadAgain {
    return (this.#recalled ??= this.read());
  }
}
