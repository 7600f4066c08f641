import { ENGINES } from './engines.ts';

/** Says before the tests which engines they will not run in. */
export default function announce(): void {
  for (const { name, packages, isInstalled } of ENGINES) {
    if (!isInstalled()) console.log(`${name} is not installed, so its tests are skipped (Debian: ${packages}).`);
  }
}
