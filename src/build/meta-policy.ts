import type { Plugin } from 'vite';
import { contentSecurityPolicyForMeta } from './security-policy.ts';

/** Puts the Content-Security-Policy into the built page, for web servers that send no headers of ours. */
export function metaPolicy(): Plugin {
  return {
    name: 'afterimage-meta-policy',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html) => [
        {
          tag: 'meta',
          attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicyForMeta(html) },
          injectTo: 'head-prepend',
        },
      ],
    },
  };
}
