import { chromium } from 'playwright';
import { expect, it } from 'vitest';
import { ensureBrowser } from '../support/browser.ts';
import { BROWSER_ARGS, PLAYWRIGHTS_DISABLED_FEATURES } from '../support/browser-args.ts';

it('the tests switch off all that Playwright switches off in Chromium', async () => {
  const withoutFeatures = BROWSER_ARGS.filter((arg) => !arg.startsWith('--disable-features'));
  const browser = await chromium.launch({ executablePath: ensureBrowser(), args: withoutFeatures });
  try {
    const devTools = await browser.newBrowserCDPSession();
    const { commandLine } = await devTools.send('SystemInfo.getInfo');
    const [, features = ''] = /--disable-features=(\S+)/.exec(commandLine) ?? [];
    expect(PLAYWRIGHTS_DISABLED_FEATURES).toEqual(features.split(','));
  } finally {
    await browser.close();
  }
});
