import type { Unrecognised } from '../model/diagnosis.ts';
import type { Observation } from '../model/observation.ts';
import { redact } from '../redact/redact.ts';

const MOST_TEMPLATES = 2_000;

const MOST_TOLD = 10;

const WORTH_TELLING = new Set(['warning', 'error', 'critical']);

/** Counts the shapes of messages that no runbook speaks of. */
export interface TemplateCount {
  add(record: Observation): void;
  /** The most frequent first, ten at most. */
  top(): Unrecognised[];
}

/** Starts an empty count. Only what looks like trouble is counted: warnings and worse, and messages without a level. */
export function createTemplateCount(): TemplateCount {
  const counts = new Map<string, Unrecognised>();
  return {
    add(record) {
      if (!worthTelling(record)) return;
      const template = messageTemplate(record.text);
      if (template.length < 8) return;
      const seen = counts.get(template);
      if (seen) seen.count++;
      else if (counts.size < MOST_TEMPLATES) {
        counts.set(template, {
          template: messageTemplate(redact(record.text.slice(0, LONGEST_LINE))),
          count: 1,
          example: { input: record.at.input, line: record.at.line },
        });
      }
    },
    top: () => [...counts.values()].toSorted((a, b) => b.count - a.count).slice(0, MOST_TOLD),
  };
}

function worthTelling(record: Observation): boolean {
  if (record.form === 'prose' || record.form === 'code') return false;
  return record.form !== 'log' || WORTH_TELLING.has(String(record.fields.level));
}

const LONGEST_TEMPLATE = 160;
const LONGEST_LINE = 1_024;

const VARIABLE =
  /"[^"\n]{0,200}"|'[^'\n]{0,200}'|<[^<>\n]{1,80}>|\b[0-9a-f]{8}-[0-9a-f-]{20,40}\b|\b0x[0-9a-f]+\b|\b[0-9a-f]{12,64}\b|[\w.-]+@[\w.-]+|\b\d[\d.:,/T+-]*\b/gi;

/** The shape of a message: its first line with quoted text, addresses, ids and numbers replaced by `<*>`. */
function messageTemplate(text: string): string {
  const first = text.slice(0, LONGEST_LINE).split('\n', 1)[0] ?? '';
  return first.replaceAll(VARIABLE, '<*>').replaceAll(/\s+/g, ' ').trim().slice(0, LONGEST_TEMPLATE);
}
