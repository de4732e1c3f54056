const PROMPT =
  /^\s*(?:\[[^\]]{1,80}\]|[A-Za-z][\w -]{0,20}\[[^\]]{1,40}\]|\([\w.-]{1,40}\) ?|[\w.@:~/\\+-]{0,80}=?)?\s?[$#%>❯]+\s*(\S.*)$/;
const TOOLS =
  'netstat|ss|lsof|nstat|conntrack|rabbitmqctl|rabbitmqadmin|rabbitmq-diagnostics|ansible|awk|psql|mysql|mysqladmin|mariadb|Get-NetTCPConnection|sockstat';
const KNOWN = new RegExp(
  `(?:^|[\\s/'"|(])(?:${TOOLS}|wc|uniq|curl|ps|cat|grep|date|watch)(?:$|[\\s'"|;)])|processlist|pg_stat_activity`,
  'i',
);
const BARE = new RegExp(
  `^\\s*(?:sudo\\s+(?:-\\S+\\s+)?)?(?:[\\w./-]{0,60}/)?(?:(?:${TOOLS})(?:$|\\s+-|\\s*\\||\\s+(?:state|dst|src|sport|dport|list|list_\\w+|cluster_status)\\b)|cat\\s+/proc/|(?:ansible|pdsh|pssh|parallel-ssh)\\s+(?:-\\w\\s+)?[\\w.*:,[\\]-]{1,100}\\s+\\S)`,
);

/**
 * Answers the command of a line that shows one being typed, with or without a shell or database prompt before it:
 * `[root@mq01 ~]# netstat -an | grep 5672`, `$ ss -tan`, `postgres=# select …`. Undefined for any other line.
 */
export function shownCommand(text: string): string | undefined {
  if (text.length < 2 || text.length > 600) return undefined;
  if (BARE.test(text)) return text.trim();
  const typed = PROMPT.exec(text)?.[1];
  return typed !== undefined && KNOWN.test(typed) ? typed.trim() : undefined;
}
