import { type Browser, launch, type Page } from 'puppeteer-core';
import { Driver, type Key } from './driver.ts';
import { findProgram } from './find-program.ts';
import { LANGUAGE, VIEWPORT } from './profile.ts';

/** Firefox, through Puppeteer and WebDriver BiDi. */
export class Firefox extends Driver {
  readonly version: string;
  readonly messages: string[] = [];
  readonly #profile: string;
  #browser: Browser;
  #page: Page;

  private constructor(profile: string, browser: Browser, page: Page, version: string) {
    super();
    this.#profile = profile;
    this.#browser = browser;
    this.#page = page;
    this.version = version;
  }

  /** Whether one is installed. */
  static isInstalled(): boolean {
    return findFirefox() !== undefined;
  }

  static async launch(profile: string): Promise<Firefox> {
    const browser = await start(profile);
    const driver = new Firefox(profile, browser, await browser.newPage(), await browser.version());
    driver.#listen();
    return driver;
  }

  async open(url: string): Promise<void> {
    await this.#page.goto(url);
  }

  click(selector: string): Promise<void> {
    return this.#page.locator(selector).click();
  }

  press(key: Key): Promise<void> {
    return this.#page.keyboard.press(key);
  }

  screenshot(): Promise<Uint8Array> {
    return this.#page.screenshot();
  }

  /** Collects, cycles too, and ends only then. */
  async requestGC(): Promise<void> {
    await this.run('TestUtils.gc()');
  }

  async restart(): Promise<void> {
    await this.#browser.close();
    this.#browser = await start(this.#profile);
    this.#page = await this.#browser.newPage();
    this.#listen();
  }

  close(): Promise<void> {
    return this.#browser.close();
  }

  protected run(expression: string): Promise<unknown> {
    return this.#page.evaluate(expression);
  }

  #listen(): void {
    this.#page.on('console', (message) => this.messages.push(message.text()));
    this.#page.on('pageerror', (error) => this.messages.push(`Uncaught ${String(error)}`));
  }
}

function findFirefox(): string | undefined {
  return findProgram('firefox-esr', 'firefox', '/Applications/Firefox.app/Contents/MacOS/firefox');
}

function start(profile: string): Promise<Browser> {
  const executablePath = findFirefox();
  return launch({
    browser: 'firefox',
    ...(executablePath && { executablePath }),
    userDataDir: profile,
    defaultViewport: VIEWPORT,
    extraPrefsFirefox: {
      'intl.accept_languages': LANGUAGE,
      // Gives pages `TestUtils.gc()`. Without it Firefox was seen not to collect for minutes.
      'dom.testing.testutils.enabled': true,
    },
  });
}
