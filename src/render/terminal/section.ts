import { redact } from '../../redact/redact.ts';
import { printable } from '../clean.ts';
import { hang, type Style } from './text.ts';

const INDENT = '   ';

/** A heading with its lines, after a blank line; nothing where there are no lines. */
export function section(name: string, lines: readonly string[], { paint }: Style): string[] {
  return lines.length > 0 ? ['', `${INDENT}${paint('strong', name)}`, ...lines] : [];
}

/** A paragraph behind a mark, three columns in. Values from a log are cleaned. */
export function bullet(mark: string, text: string, { width }: Style): string[] {
  return hang(`${INDENT}${mark} `, printable(redact(text)), width);
}
