/** What a column of counted sessions says: whose they are, their state, how many, how old, or how many transactions they have open. */
export type SessionColumn =
  | 'moment'
  | 'application'
  | 'user'
  | 'database'
  | 'client'
  | 'state'
  | 'count'
  | 'age'
  | 'transactions'
  | 'in-transaction'
  | 'idle'
  | 'id';

/** Names of columns and what people select, of PostgreSQL, MySQL, SQL Server and Oracle; the more special ones first. */
const NAMED: readonly { column: SessionColumn; named: RegExp }[] = [
  {
    column: 'in-transaction',
    named: /\bidle_?in_?(?:transaction|trans|txn|tx|trx)s?$|^(?:iit|in_(?:transaction|txn|tx|trx))$/i,
  },
  { column: 'idle', named: /^(?:idle|sleep|sleeping|inactive)$/i },
  {
    column: 'transactions',
    named: /^open_?tran|\bopen_(?:transaction_count|tran)\b|^(?:open_)?tr(?:an|x|ansaction)s$/i,
  },
  {
    column: 'age',
    named:
      /\bage\b|_age\b|\bseconds?\b|\bsecs?\b|last_call_et|^et$|\b(?:max|min|avg)\b.{0,40}(?:time|start|change|et)\b|datediff|now\(\)|oldest|longest|\b(?:since|for|time|duration|idle_(?:s|for))\b|timestampdiff|\bxact\b/i,
  },
  {
    column: 'count',
    named:
      /\bcount\b|count\(|^(?:n|c|cnt|num|anz|anzahl|total|sessions|connections|conns|qty|#)$|\bsum\(|_count$/i,
  },
  {
    column: 'id',
    named: /^(?:\w\.)?(?:pid|procpid|id|spid|session_id|sid|serial#?|thread_id|backend_pid)$/i,
  },
  {
    column: 'application',
    named:
      /\bapp(?:lication)?(?:_?name)?\b|^(?:\w\.)?(?:program(?:_name)?|module|service|client_name|appname)$/i,
  },
  {
    column: 'user',
    named: /\b(?:usename|user(?:name)?|login_?(?:name|ame)|role|processlist_user|schemaname)\b/i,
  },
  { column: 'database', named: /\b(?:datname|db|database(?:_name)?|dbname|processlist_db)\b/i },
  {
    column: 'client',
    named:
      /\b(?:client_addr|client_hostname|host(?:_?name)?|client|machine|ip|addr|processlist_host|client_net_address)\b|^h$/i,
  },
  { column: 'state', named: /\b(?:state|status|command|processlist_command|zustand|cmd)\b/i },
  { column: 'moment', named: /^(?:ts|time|at|when|date|clock|sampled?_?at|zeit|uhrzeit)$/i },
];

/** What a heading, or one expression of a select list, says; undefined where nothing is known of it. */
export function sessionColumn(name: string): SessionColumn | undefined {
  const text = name.trim().slice(0, 200);
  const alias = /\s(?:as\s+)?"?(\w{1,40})"?$/i.exec(text)?.[1];
  return columnNamed(text) ?? (alias === undefined ? undefined : columnNamed(alias));
}

function columnNamed(text: string): SessionColumn | undefined {
  return NAMED.find(({ named }) => named.test(text))?.column;
}

const LONGEST_STATEMENT = 2_400;
const SELECT_LIST = /\bselect\b(?:\s+distinct\b|\s+top\s*\(?\d+\)?)?([\s\S]{1,500}?)\bfrom\b/gi;

/** The columns that a statement selects, in their order; empty where the command holds no statement. */
export function selectedColumns(command: string): readonly (SessionColumn | undefined)[] {
  const lists = [...command.slice(0, LONGEST_STATEMENT).matchAll(SELECT_LIST)];
  const list = lists.at(-1)?.[1];
  return list === undefined ? [] : expressionsOf(list).map(sessionColumn);
}

/** Splits a select list where a comma stands outside of brackets. */
function expressionsOf(list: string): string[] {
  const found: string[] = [];
  let [depth, from] = [0, 0];
  for (let at = 0; at < list.length; at += 1) {
    if (list[at] === '(') depth += 1;
    if (list[at] === ')') depth -= 1;
    if (list[at] !== ',' || depth !== 0) continue;
    found.push(list.slice(from, at));
    from = at + 1;
  }
  return [...found, list.slice(from)];
}
