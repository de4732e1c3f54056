/** The call that failed. */
export type Operation = 'connect' | 'read' | 'write' | 'bind' | 'accept' | 'resolve';

/** An error number of the system in each of its spellings: one entry of knowledge/failures.yml, which explains them. */
export interface ErrnoKind {
  /** The POSIX name, or the EAI_ name where only name resolution has it. */
  errno: string;
  means: string;
  /** The call that failed, where the text names none. */
  operation?: Operation;
  /** No other call meets it. */
  always: boolean;
  linux?: number;
  bsd?: number;
  windows?: number;
  win32: readonly number[];
  gai: readonly number[];
  symbols: readonly string[];
  names: readonly string[];
  kinds: readonly string[];
  words: readonly string[];
  beside: readonly string[];
  connecting: readonly string[];
}
