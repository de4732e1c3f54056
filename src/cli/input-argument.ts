import type { Role } from '../model/input.ts';

const ROLES: readonly string[] = ['broker', 'client', 'host', 'peer'];

export interface InputArgument {
  path: string;
  role?: Role;
}

/** Reads a FILE argument: a path, `-`, or either after `broker=`, `client=`, `host=` or `peer=`. */
export function inputArgument(argument: string): InputArgument {
  const equals = argument.indexOf('=');
  const role = argument.slice(0, Math.max(0, equals));
  return ROLES.includes(role) ? { role: role as Role, path: argument.slice(equals + 1) } : { path: argument };
}
