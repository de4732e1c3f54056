/** Whether an address is one of Slack's response URLs (docs.slack.dev, "Handling user interaction"), or is served where its API is. */
export function isReplyAddress(url: string, apiUrl: string | undefined): boolean {
  return /^https:\/\/hooks\.slack(?:-gov)?\.com$/.test(originOf(url)) || isBesideApi(url, apiUrl);
}

/** Whether Slack, or whatever serves its API, keeps the file at an address. */
export function isFileAddress(url: string, apiUrl: string | undefined): boolean {
  return /^https:\/\/(?:[\w-]+\.)*slack(?:-files)?\.com$/.test(originOf(url)) || isBesideApi(url, apiUrl);
}

/** Scheme, host and port of an address, for comparing and for messages. */
export function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : 'an invalid address';
}

function isBesideApi(url: string, apiUrl: string | undefined): boolean {
  return URL.canParse(url) && Boolean(apiUrl) && originOf(url) === originOf(apiUrl ?? '');
}
