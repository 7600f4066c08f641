import { Chromium } from './chromium.ts';
import type { Driver } from './driver.ts';
import { Firefox } from './firefox.ts';
import { WebKit } from './webkit.ts';

/** A browser engine that the app has to work in. */
export interface Engine {
  readonly name: string;
  /** The Debian packages that bring it. */
  readonly packages: string;
  isInstalled(): boolean;
  /** Starts it; everything that it keeps goes into the folder `profile`. */
  launch(profile: string): Promise<Driver>;
}

/** What the tests are run in, where it is installed. */
export const ENGINES: readonly Engine[] = [
  { name: 'Chromium', packages: 'chromium', isInstalled: Chromium.isInstalled, launch: Chromium.launch },
  { name: 'Firefox', packages: 'firefox-esr', isInstalled: Firefox.isInstalled, launch: Firefox.launch },
  { name: 'WebKit', packages: 'libwebkit2gtk-4.1-0 xvfb', isInstalled: WebKit.isInstalled, launch: WebKit.launch },
];
