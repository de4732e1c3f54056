import { plainAddress } from '../../model/address.ts';
import type { Observation } from '../../model/observation.ts';
import { servicePort } from './service-port.ts';

/** One end of a socket, comparable over tools and machines. */
export interface SocketEnd {
  address: string;
  port: string;
}

/** Whether an address stands for every address of the machine, as a listening socket shows it. */
export function isWildcard(address: string): boolean {
  return address === '*' || address === '0.0.0.0' || address === '::' || address === '';
}

/** Whether an address never leaves the machine. */
export function isLoopback(address: string): boolean {
  return address === '::1' || address === 'localhost' || address.startsWith('127.');
}

/** Reads `address:port` into its comparable parts. */
export function socketEnd(printed: string): SocketEnd {
  const at = printed.lastIndexOf(':');
  return {
    address: plainAddress(printed.slice(0, Math.max(at, 0))),
    port: servicePort(printed.slice(at + 1)),
  };
}

/** The text that identifies an end: the same for the same end in any table. */
export function endKey(end: SocketEnd): string {
  return `${end.address}|${end.port}`;
}

/** A text field of an observation; the empty text when it has none. */
export function textField(observation: Observation, name: string): string {
  const value = observation.fields[name];
  return value === undefined ? '' : String(value);
}
