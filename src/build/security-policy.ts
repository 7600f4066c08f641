import { createHash } from 'node:crypto';

/** The one Trusted Types policy of the page. */
const TRUSTED_TYPES_POLICY = 'afterimage';

/**
 * The Content-Security-Policy for the app whose built `index.html` is `html`. Inline scripts of that file are allowed
 * by their hash, and no others; the policy is the same for the header of a server and for the `<meta>` of static hosts.
 */
export function contentSecurityPolicy(html: string): string {
  return policy(html, ["frame-ancestors 'none'"]);
}

/** The same as text for a `<meta>`, where browsers refuse `frame-ancestors`. */
export function contentSecurityPolicyForMeta(html: string): string {
  return policy(html, []);
}

/**
 * The policy for the worker that decodes HEIC, which is WebAssembly. A worker is bound by the policy of its own answer, not
 * by that of its page: so nothing else may run any, and it may load and connect to nothing.
 */
export function contentSecurityPolicyForHeic(): string {
  return ["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "frame-ancestors 'none'"].join('; ');
}

/**
 * The policy for the files of a library, which come from anywhere: as pictures and data they work, and whoever opens one as a
 * page of its own, such as an SVG, gets one that runs nothing, loads nothing, and has no part in the app's origin.
 */
export function contentSecurityPolicyForLibrary(): string {
  return ["default-src 'none'", "form-action 'none'", "frame-ancestors 'none'", 'sandbox'].join('; ');
}

function policy(html: string, headerOnly: readonly string[]): string {
  const hashes = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  );
  return [
    "default-src 'none'",
    ["script-src 'self'", ...hashes].join(' '),
    "style-src 'self'",
    "img-src 'self' blob:",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'self'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    `trusted-types ${TRUSTED_TYPES_POLICY}`,
    ...headerOnly,
  ].join('; ');
}
