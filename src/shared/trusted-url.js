/** The page's one Trusted Types policy: a second of this name would be refused. Not every engine has Trusted Types. */
const policy = window.trustedTypes?.createPolicy('afterimage', { createScriptURL: (input) => input });
/**
 * The URL of a worker's script, as the browser wants it where the Content-Security-Policy requires Trusted Types. Only for
 * scripts of this app; that they come from its own origin is what `worker-src` enforces.
 */
export function trustedScriptUrl(url) {
  return policy?.createScriptURL(url) ?? url;
}
