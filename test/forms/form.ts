import { type GivenText, type Incident, isLog, recordCount } from './incident.ts';

/** One way in which evidence reaches us. `rewrite` answers undefined where nobody would hand over such evidence in that way. */
export interface Form {
  name: string;
  rewrite(incident: Incident): Incident | undefined;
}

/** A form that changes each text by itself; undefined where it does not apply to it. */
export function textForm(name: string, change: (text: string) => string | undefined): Form {
  return {
    name,
    rewrite(incident) {
      const inputs: GivenText[] = [];
      for (const input of incident.inputs) {
        const text = change(input.text);
        if (text === undefined) return undefined;
        inputs.push({ ...input, text });
      }
      return changed(incident, inputs) ? { ...incident, inputs } : undefined;
    },
  };
}

/** The same for texts that are logs throughout. */
export function logForm(name: string, change: (text: string) => string | undefined): Form {
  return textForm(name, (text) => (isLog(text) ? change(text) : undefined));
}

/** A form of one record, of one line or more; what HAProxy prints tells by its whole line, which is never part of another. */
export function recordForm(name: string, change: (text: string) => string | undefined): Form {
  return logForm(name, (text) =>
    recordCount(text) === 1 && !text.includes('haproxy[') ? change(text) : undefined,
  );
}

/** A form of a log that puts something around each line. */
export function lineForm(name: string, wrap: (line: string, index: number) => string): Form {
  return logForm(name, (text) => linesOf(text).map(wrap).join('\n') + '\n');
}

export function linesOf(text: string): string[] {
  return text.replace(/\n+$/, '').split('\n');
}

function changed({ inputs }: Incident, texts: readonly GivenText[]): boolean {
  return texts.some(({ text, role }, i) => text !== inputs[i]?.text || role !== inputs[i]?.role);
}
