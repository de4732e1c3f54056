/**
 * Keeps the SDK from writing about Node's versions to come to standard error, where callers read one line for each fault. Its
 * version is pinned here, so what later ones require is no news to who runs a command.
 */
export function quietAwsSdk(): void {
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
}
