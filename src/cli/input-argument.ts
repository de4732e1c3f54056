import { ROLES, type Role } from '../model/input.ts';

export interface InputArgument {
  path: string;
  role?: Role;
}

/** Reads a FILE argument: a path, `-`, or either after `broker=`, `client=`, `host=` or `peer=`. */
export function inputArgument(argument: string): InputArgument {
  const equals = argument.indexOf('=');
  const word = argument.slice(0, Math.max(0, equals));
  const role = ROLES.find((one) => one === word);
  return role ? { role, path: argument.slice(equals + 1) } : { path: argument };
}
