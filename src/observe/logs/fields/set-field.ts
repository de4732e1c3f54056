import type { FieldValue } from '../../../model/fields.ts';

/** Sets a field unless it is set already, since what the head said counts more; empty and missing values are left out. */
export function setField(fields: Record<string, FieldValue>, name: string, value: string | undefined): void {
  if (value !== undefined && value !== '' && fields[name] === undefined) fields[name] = value;
}

/** Sets a field to the number that the digits stand for, unless it is set already or there are none. */
export function setNumberField(
  fields: Record<string, FieldValue>,
  name: string,
  digits: string | undefined,
): void {
  if (digits !== undefined && fields[name] === undefined) fields[name] = Number(digits);
}
