import type { InputReport, Report } from '../model/diagnosis.ts';
import { printable } from './clean.ts';
import { counted } from './in-words.ts';

const MOST_ZONES = 3;

/** Sentences about times that an input did not print in full: what was assumed, or that nothing tells it. None where no time is shown. */
export function timeNotes({ diagnoses, inputs }: Pick<Report, 'diagnoses' | 'inputs'>): string[] {
  if (!diagnoses.some(({ firstSeen }) => firstSeen !== undefined)) return [];
  return inputs.flatMap((one) => [...yearNote(one), ...zoneNote(one)]);
}

function yearNote({ input, yearless }: InputReport): string[] {
  if (!yearless) return [];
  const { records, basis, years } = yearless;
  const what = `${counted(records, 'time')} in ${input} ${records === 1 ? 'has' : 'have'} no year`;
  return basis === 'nothing'
    ? [`${what}, and nothing tells it.`]
    : [`${what}; ${years.join(' and ')} was inferred from ${BASES[basis]}.`];
}

const BASES = {
  'dated lines': 'lines with a year',
  'the name': 'the name of the input',
  arrival: 'the arrival of the lines',
  now: 'the time given as now',
  'other inputs': 'the other inputs',
};

function zoneNote({ input, unknownZones = {} }: InputReport): string[] {
  const zones = Object.entries(unknownZones);
  if (zones.length === 0) return [];
  const names = zones.slice(0, MOST_ZONES).map(([name, lines]) => `${name} (${counted(lines, 'line')})`);
  const more = zones.length > MOST_ZONES ? ` and ${zones.length - MOST_ZONES} more` : '';
  const which = `${names.join(', ')}${more} in ${input}`;
  return [
    `The time zone ${printable(which)} is not known: its times are shown as printed, and may be hours off beside other inputs.`,
  ];
}
