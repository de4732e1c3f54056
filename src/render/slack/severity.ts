import type { Severity } from '../../model/runbook.ts';
import { cutRaw } from '../cut.ts';

const SEVERITIES: Readonly<Record<Severity, { emoji: string; word: string }>> = {
  critical: { emoji: '🔴', word: 'Critical' },
  warning: { emoji: '🟠', word: 'Warning' },
  info: { emoji: '🔵', word: 'Info' },
};

/** A headline with its severity as a dot and, for who can't see the dot or its colour, as a word. */
export function withSeverity(severity: Severity, title: string): string {
  const { emoji, word } = SEVERITIES[severity];
  return `${emoji} ${word}: ${cutRaw(title, 130)}`;
}

/** The severity as a word. */
export function severityWord(severity: Severity): string {
  return SEVERITIES[severity].word;
}
