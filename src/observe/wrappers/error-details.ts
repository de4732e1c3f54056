const RAW =
  /^(?:stack|stack_trace|stacktrace|stackTrace|exc_info|exception|Exception|@x|error|err|trace|traceback|errorMessage|error_message|errmsg|errMsg|err_msg|error_msg|error\.message|error\.stack_trace|error\.stack|errorVerbose)$/;

const NAMED =
  /^(?:code|errno|reason|cause|syscall|address|port|replyCode|replyText|type|context|full_message|name|message)$/;

const MAX_EXTRAS = 12;

/**
 * The details of an error in a JSON log object besides its message: exception, stack, code, reason, cause, one object deep.
 * Each comes back as one piece of text, a stack as it is, the rest as `key: value`.
 */
export function errorDetails(value: Record<string, unknown>): string[] {
  const extras: string[] = [];
  for (const [key, one] of Object.entries(value)) {
    if (RAW.test(key)) extras.push(...whole(one));
    else if (/^(?:reason|cause|code|errno|replyText|full_message)$/.test(key))
      extras.push(...named(key, one));
    else if (isContextKey(key) && one !== '' && (typeof one === 'string' || typeof one === 'number'))
      extras.push(`${key}: ${one}`);
    else if (/^(?:context|extra|data|Properties|params|details|attr|attrs|attributes)$/.test(key))
      extras.push(...inside(one));
  }
  return [...new Set(extras)].slice(0, MAX_EXTRAS);
}

function inside(value: unknown): string[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? errorDetails(value as Record<string, unknown>)
    : [];
}

function whole(value: unknown): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  if (Array.isArray(value)) return value.flatMap((one) => whole(one));
  if (typeof value !== 'object' || value === null) return [];
  const entries = Object.entries(value);
  const stack = entries.filter(([key]) => RAW.test(key)).flatMap(([, one]) => whole(one));
  return [...entries.filter(([key]) => NAMED.test(key)).flatMap(([key, one]) => named(key, one)), ...stack];
}

function named(key: string, value: unknown): string[] {
  if (typeof value === 'string' || typeof value === 'number') return [`${key}: ${value}`];
  return key === 'cause' ? whole(value) : inside(value);
}

const CONTEXT_KEY =
  /^(?:(?:consumer)?_?group(?:_?id|_?name)?|topic|partition|member_?id|client_?(?:id|name|addr|ip)|consumer_?(?:tag|name)|broker|queue(?:_?name)?|vhost|exchange|subject|subscription|database|peer(?:name|addr)?|remote_?addr(?:ess)?|size|limit|max(?:_\w{2,20})?|in_?use|idle|pending|wait_?count|keep_?alive|cid|sid)$/i;

/**
 * Whether a key of a structured record names what its message is about: a consumer group, topic, queue or client, or the
 * size or limit of something. Such values are appended to the message, which seldom repeats them.
 */
export function isContextKey(key: string): boolean {
  return CONTEXT_KEY.test(key);
}
