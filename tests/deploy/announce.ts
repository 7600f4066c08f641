import { NGINX } from './nginx.ts';

/** Says before the tests that some of them will not run. */
export default function announce(): void {
  if (!NGINX) console.log('nginx is not installed, so its tests are skipped (Debian: nginx-light).');
}
