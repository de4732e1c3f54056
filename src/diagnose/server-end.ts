import { addressOf } from '../model/address.ts';
import type { FieldValue } from '../model/fields.ts';
import type { ProductKind } from '../model/product-kinds.ts';
import type { Facts } from './facts.ts';

/** The facts that name where a client wanted to go, the most telling first. */
const ENDS = ['server', 'target', 'endpoint', 'peer'];

/**
 * Facts with what commands need besides: `serverHost` and `serverPort` apart, and of the product that the evidence is about `product` and
 * `service`, its unit for systemd. What the evidence itself has under these names stays.
 */
export function withServer(facts: Facts, product: ProductKind | undefined): Facts {
  const end = ENDS.map((name) => facts.get(name)?.[0]).find((value) => value !== undefined);
  const host = end === undefined ? '' : hostOf(String(end));
  const port = (end === undefined ? undefined : portOf(String(end))) ?? facts.get('port')?.[0];
  return new Map([
    ...(host === '' ? [] : [['serverHost', [host]] as const]),
    ...(port === undefined ? [] : [['serverPort', [port]] as const]),
    ...(product ? [['product', [product.product]] as const, ['service', [product.service]] as const] : []),
    ...withTidyServer(facts),
  ]);
}

/** Facts whose `server` reads `10.0.0.1:5432`, whatever a message puts between address and port: `db" (10.0.0.1), port 5432`, `db port 5432`. */
export function withTidyServer(facts: Facts): Facts {
  const values = facts.get('server');
  if (!values?.some(isInWords)) return facts;
  const tidy = values.map((value) => (isInWords(value) ? addressAndPort(String(value)) : value));
  return new Map([...facts, ['server', tidy]]);
}

function isInWords(value: FieldValue): boolean {
  return typeof value === 'string' && ['"', "'", ' port '].some((mark) => value.includes(mark));
}

function addressAndPort(end: string): string {
  const port = portOf(end);
  return port === undefined ? hostOf(end) : `${hostOf(end)}:${port}`;
}

/** The port at the end of `10.0.0.1:5672`, `db" (10.0.0.1), port 5432`, `amqp://mq:5672/` or `10.0.0.1', 5672`. */
export function portOf(end: string): number | undefined {
  const whole = authorityOf(end);
  let from = whole.length;
  while (isDigit(whole[from - 1])) from--;
  const port = Number(whole.slice(from));
  if (port < 1 || port > 65_535) return undefined;
  const before = whole.slice(0, from).trimEnd().toLowerCase();
  if (before.endsWith('port') || before.endsWith('port:') || before.endsWith(',')) return port;
  return before.endsWith(':') && addressOf(whole) !== whole.toLowerCase() ? port : undefined;
}

/** The name or address in such a text. */
function hostOf(end: string): string {
  const whole = authorityOf(end);
  const stop = whole.split('').findIndex((one) => ' "\',/'.includes(one));
  return addressOf(stop < 0 ? whole : whole.slice(0, stop));
}

/** Without scheme, user and path; Java writes `name/address:port`, and `/address:port` where it knows no name. */
function authorityOf(end: string): string {
  const scheme = end.indexOf('://');
  const [authority = ''] = scheme < 0 ? [end] : end.slice(scheme + 3).split('/', 1);
  const user = authority.lastIndexOf('@');
  const rest = authority.slice(user + 1);
  return rest.startsWith('/') ? rest.slice(1) : rest;
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9';
}
