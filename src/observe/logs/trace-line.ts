const FRAME =
  /^\s{0,40}(?:at |File "|\.\.\. \d{1,6} (?:more|common)|Caused by:|Suppressed:|During handling of the above|The above exception was|Traceback \(most recent|--- End of |---> |#\d{1,4} |goroutine \d|created by |from \S{1,300}:\d{1,7}:in |\[Previous exception\]|Stack trace:|\[stacktrace\]|\^{1,200}\s{0,10}$|~{1,100}\^|[\w./<>-]{1,200}\.rb:\d{1,7}:in |[}\])]{1,4}[,;]?\s{0,4}$)/;
const EXCEPTION =
  /^(?:Unhandled exception\. |Uncaught |Exception in thread "[^"]{0,120}" |\[?(?:php|PHP) (?:Fatal error|Warning): {1,2})?(?:[A-Za-z_$][\w$]{0,80}(?:\.|\\|::|\/)){0,12}[A-Za-z_$][\w$]{0,80}(?:Error|Exception|Timeout|Closed|Failure|Forced|Fault|Missed|Interrupt|Warning|Signal|Lost|Refused|Locked|NotFound|Unreachable)(?:\s?\([^)]{0,120}\))?(?::|\s{0,2}$| \[)/;

/** Whether a line is part of a stack trace: a frame, a cause, or a joint between traces (Java, .NET, Node, Python, PHP, Ruby, Go). */
export function isTraceLine(text: string): boolean {
  return FRAME.test(text.length > 400 ? text.slice(0, 400) : text);
}

/** Whether a line is only the end of something: it belongs to a trace but does not make one. */
export function isCloser(text: string): boolean {
  return /^\s{0,40}[}\])]{1,4}[,;]?\s{0,4}$/.test(text.slice(0, 60));
}

/** Whether a line begins with the name of an exception, as the first line of a Java or Node trace and the last of a Python one do. */
export function isExceptionLine(text: string): boolean {
  return EXCEPTION.test(text.length > 400 ? text.slice(0, 400) : text);
}
