import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The size of the window, in CSS px, where an engine lets one choose it. */
export const VIEWPORT = { width: 1280, height: 800 };

/** What the tests read, whatever the system speaks. */
export const LANGUAGE = 'en-US';

/** Whether this process may do everything, in which case no engine's sandbox agrees to run. */
export const isRoot = process.getuid?.() === 0;

/** Makes a folder for a browser's profile. */
export function makeProfile(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'afterimage-engine-'));
}

/** A browser may still write while it ends, hence the retries. */
export function removeProfile(profile: string): Promise<void> {
  return rm(profile, { recursive: true, force: true, maxRetries: 5 });
}
