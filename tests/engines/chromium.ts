import { type BrowserContext, chromium, type Page } from 'playwright';
import { findBrowser } from '../support/browser.ts';
import { BROWSER_ARGS } from '../support/browser-args.ts';
import { Driver, type Key } from './driver.ts';
import { LANGUAGE, VIEWPORT } from './profile.ts';

/** Chromium, through Playwright. */
export class Chromium extends Driver {
  readonly version: string;
  readonly messages: string[] = [];
  readonly #profile: string;
  #context: BrowserContext;
  #page: Page;

  private constructor(profile: string, context: BrowserContext, page: Page, version: string) {
    super();
    this.#profile = profile;
    this.#context = context;
    this.#page = page;
    this.version = version;
  }

  /** Whether one is installed. */
  static isInstalled(): boolean {
    return findBrowser() !== undefined;
  }

  static async launch(profile: string): Promise<Chromium> {
    const context = await start(profile);
    const page = await onlyPage(context);
    const { product } = await (await context.newCDPSession(page)).send('Browser.getVersion');
    const driver = new Chromium(profile, context, page, product);
    driver.#listen();
    return driver;
  }

  async open(url: string): Promise<void> {
    await this.#page.goto(url);
  }

  click(selector: string): Promise<void> {
    return this.#page.click(selector);
  }

  press(key: Key): Promise<void> {
    return this.#page.keyboard.press(key);
  }

  screenshot(): Promise<Uint8Array> {
    return this.#page.screenshot();
  }

  requestGC(): Promise<void> {
    return this.#page.requestGC();
  }

  async restart(): Promise<void> {
    await this.#context.close();
    this.#context = await start(this.#profile);
    this.#page = await onlyPage(this.#context);
    this.#listen();
  }

  close(): Promise<void> {
    return this.#context.close();
  }

  protected run(expression: string): Promise<unknown> {
    return this.#page.evaluate(expression);
  }

  #listen(): void {
    this.#page.on('console', (message) => this.messages.push(message.text()));
    this.#page.on('pageerror', (error) => this.messages.push(`Uncaught ${error.message}`));
  }
}

function start(profile: string): Promise<BrowserContext> {
  const executablePath = findBrowser();
  return chromium.launchPersistentContext(profile, {
    locale: LANGUAGE,
    ...(executablePath && { executablePath }),
    args: [...BROWSER_ARGS],
    viewport: VIEWPORT,
  });
}

/** A persistent context starts with a page. */
async function onlyPage(context: BrowserContext): Promise<Page> {
  return context.pages()[0] ?? (await context.newPage());
}
