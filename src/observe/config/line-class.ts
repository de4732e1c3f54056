import { isLogLike } from '../log-start.ts';

/** How much a line looks like source or configuration text. `other` ends a block: a log line, a trace, a sentence. */
export type LineClass = 'code' | 'entry' | 'blank' | 'other';

const KEYWORD =
  /^(?:import|from|export|const|let|var|def|class|return|async|await|function|func|fn|pub|public|private|protected|static|using|namespace|package|require|require_once|include|use|elif|else|elsif|if|for|while|switch|try|except|catch|finally|with|raise|throw|new|struct|interface|defer|module|resource|provider|override|final|void|int|print|puts|echo|pass|begin|unless|do|ENV|RUN|CMD|COPY|@\w+|<\?php)\b/;
/** A shell that writes a text into a file, or pipes it on, as Dockerfiles and set-up scripts do. */
const SHELL_WRITES = /^(?:RUN |sudo |[$#] )?(?:echo|printf)\s.{0,2000}["'`]\s*(?:>>?|\|)\s*\S/;
const CODE_MARK = /[({[:;,)\]}=]\s*$|\w\(|\s(?::=|=|=>|->|\+=)\s|[\w)\]"']\s*;\s*$/;
const STATEMENT = /^[\w$@\\][\w.$@\\>:[\]"'<-]{0,300}\s?\(/;
const ASSIGNMENT = /^(?:[\w$.@\\"'[\]>,-]+\s+){0,2}[\w$.@[\]"'>-]+\s*(?::=|\+=|=>|=)\s*\S/;
const CLOSER = /^[)\]}]+[\w\s.;,(){[\]:>=]{0,60}$|^end[;,)]?$|^[[{(]+$/;
const LITERAL_ENTRY =
  /^(?:- )?["']?[\w.%/-]{1,120}["']?\s*(?::|=>)\s*(?:$|["'[{|>&*!%$-]|(?:[\w./:@?&%=*+,_-]{1,300}|new\s\S+|\w+\(.*\)),?$)/;
const LIST_ITEM = /^- ["']?[\w./:=@?&%$#{}-]{1,300}["']?,?$/;
const SECTION = /^\[[A-Za-z][\w.:/ -]{0,80}\]$/;
const TAG = /^<\/?[A-Za-z?!]/;
const DANGLING = /(?:[,([{|\\]|[=-]>)$/;
const LITERAL_ONLY =
  /^(?:"[^"]{0,300}"|'[^']{0,300}'|-?\d[\d._]{0,30}|true|false|null|None|nil)[,;)\]}]{0,5}$/;
const NGINX_LINE = /^[a-z_]{3,40}(?:\s\S{1,200}){1,8};$/;
const HAPROXY_LINE =
  /^(?:timeout\s{1,8}(?:client|server|connect|tunnel|check|queue|http-request|http-keep-alive|client-fin|server-fin)\s+\d+\w*|option [\w-]+|mode (?:tcp|http)|balance \w+|(?:frontend|backend|listen) [\w.-]+|defaults|global|bind \S*:\d+.{0,200}|server \S+ \S+:\d+.{0,300}|maxconn \d+|retries \d+|default_backend \S+|log \S+ local\d.{0,40}|clitcpka-\w+ \w+|srvtcpka-\w+ \w+)$/;
const MOSQUITTO_LINE =
  /^(?:listener|port|bind_address|allow_anonymous|persistence|persistence_location|log_dest|log_type|log_timestamp|connection_messages|password_file|acl_file|max_keepalive|max_connections|max_queued_messages|max_inflight_messages|autosave_interval|include_dir|pid_file|protocol|cafile|certfile|keyfile|require_certificate|persistent_client_expiration|keepalive_interval|set_tcp_nodelay|per_listener_settings|retain_available|sys_interval|websockets_log_level|socket_domain|max_packet_size|message_size_limit|user) \S{1,200}(?: \S{1,80})?$/;
const SENTENCE = /(?:^|\s)(?:[A-Za-z][a-z']{0,20},? ){5}[A-Za-z]/;
/** A field of an error that a program printed by its path, without quotes: `event.error.condition=amqp:not-found`. */
const FIELD_OF_ERROR = /^[\w.]{0,200}error\.(?:condition|description|message)=[A-Za-z][^"'`;(){}]{0,300}$/;
/** A record that a program printed as the name of what happened and pairs: `pool_wait slow app=web wait_seconds=12.4`. */
const EVENT_AND_PAIRS =
  /^[a-z]{2,20}(?:_[a-z]{2,20}){1,4}(?: [a-z]{2,20}){0,3}(?: [a-z][\w.]{0,40}=[^\s=;(){}"']{1,80}){2,20}$/;
const MAX_CHARS = 4096;

function withoutStrings(text: string): string {
  return text.replace(/"[^"]{0,2000}"|'[^']{0,2000}'|`[^`]{0,2000}`/g, '""');
}

/** Whether five or more plain words follow each other outside of quotes, as in an explanation. */
function isSentence(text: string): boolean {
  return SENTENCE.test(withoutStrings(text.slice(0, MAX_CHARS)));
}

function isEntry(trimmed: string): boolean {
  return (
    NGINX_LINE.test(trimmed) ||
    HAPROXY_LINE.test(trimmed) ||
    MOSQUITTO_LINE.test(trimmed) ||
    LITERAL_ENTRY.test(trimmed) ||
    LIST_ITEM.test(trimmed) ||
    SECTION.test(trimmed) ||
    LITERAL_ONLY.test(trimmed) ||
    CLOSER.test(trimmed) ||
    TAG.test(trimmed)
  );
}

/** Classifies one line without its comments. Prose takes precedence but is judged outside of quotes. */
export function lineClass(text: string): LineClass {
  const trimmed = text.trim();
  if (trimmed === '') return 'blank';
  if (text.length > MAX_CHARS || isLogLike(text) || isSentence(trimmed)) return 'other';
  if (FIELD_OF_ERROR.test(trimmed) || EVENT_AND_PAIRS.test(trimmed)) return 'other';
  if (
    KEYWORD.test(trimmed) &&
    (CODE_MARK.test(trimmed) ||
      /^(?:import|from|use|using|package|pass|return|else|try|do|begin|ENV)\b/.test(trimmed))
  )
    return 'code';
  if (SHELL_WRITES.test(trimmed)) return 'code';
  if (isEntry(trimmed)) return 'entry';
  if (ASSIGNMENT.test(trimmed) || (STATEMENT.test(trimmed) && /[(){};,:[\]]$/.test(trimmed))) return 'code';
  return DANGLING.test(trimmed) ? 'entry' : 'other';
}
