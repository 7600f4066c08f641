import { Driver, type Key } from './driver.ts';
import { findProgram } from './find-program.ts';
import { Inspector } from './inspector.ts';
import {
  findMiniBrowser,
  type MiniBrowser,
  type Screen,
  startMiniBrowser,
  startScreen,
  versionOf,
} from './mini-browser.ts';

/** WebKitGTK's MiniBrowser, through the protocol of its Web Inspector, on a screen of its own. */
export class WebKit extends Driver {
  readonly version: string;
  readonly messages: string[] = [];
  readonly #program: string;
  readonly #screen: Screen;
  readonly #profile: string;
  #running: { browser: MiniBrowser; page: Inspector } | undefined;

  private constructor(program: string, screen: Screen, profile: string) {
    super();
    this.#program = program;
    this.#screen = screen;
    this.#profile = profile;
    this.version = versionOf(program, screen.display);
  }

  /** Whether it is installed, and can be run without a screen. */
  static isInstalled(): boolean {
    return findMiniBrowser() !== undefined && findProgram('Xvfb') !== undefined;
  }

  static async launch(profile: string): Promise<WebKit> {
    const program = findMiniBrowser();
    if (!program) throw new Error('WebKitGTK is not installed.');
    const driver = new WebKit(program, await startScreen(), profile);
    await driver.#start();
    return driver;
  }

  async open(url: string): Promise<void> {
    // Tells the page that is left from the one that comes, which may have the same address.
    await this.run('globalThis.isLeft = true');
    await this.#page.send('Page.navigate', { url });
    // While it is left, a page may take a question along.
    const isOpen = () => this.run('!globalThis.isLeft && document.readyState === "complete"').catch(() => false);
    await this.poll(`open ${url}`, isOpen);
  }

  /** The protocol knows no mouse: the page is clicked, where nothing covers the element. */
  async click(selector: string): Promise<void> {
    await this.until((wanted) => {
      const element = document.querySelector(wanted);
      if (!(element instanceof HTMLElement)) return false;
      element.scrollIntoView({ block: 'nearest' });
      const { left, top, width, height } = element.getBoundingClientRect();
      const hit = document.elementFromPoint(left + width / 2, top + height / 2);
      if (!hit || !element.contains(hit)) return false;
      element.click();
      return true;
    }, selector);
  }

  /** Nor does it know a keyboard. */
  async press(key: Key): Promise<void> {
    await this.evaluate((pressed) => {
      for (const type of ['keydown', 'keyup']) {
        const event = new KeyboardEvent(type, { key: pressed, bubbles: true, cancelable: true });
        (document.activeElement ?? document.body).dispatchEvent(event);
      }
    }, key);
  }

  async screenshot(): Promise<Uint8Array> {
    const [width, height] = await this.evaluate(() => [innerWidth, innerHeight]);
    const area = { x: 0, y: 0, width, height, coordinateSystem: 'Viewport' };
    const { dataURL } = await this.#page.send<{ dataURL: string }>('Page.snapshotRect', area);
    return Buffer.from(dataURL.slice(dataURL.indexOf(',') + 1), 'base64');
  }

  async requestGC(): Promise<void> {
    await this.#page.send('Heap.gc');
  }

  async restart(): Promise<void> {
    await this.#running?.browser.group.end();
    await this.#start();
  }

  async close(): Promise<void> {
    this.#running?.browser.group.kill();
    await this.#screen.group.end();
  }

  protected async run(expression: string): Promise<unknown> {
    const group = { objectGroup: 'run' };
    const begun = await this.#page.send<Evaluated>('Runtime.evaluate', {
      expression: `(async () => (${expression}))()`,
      ...group,
    });
    const { result, wasThrown } = begun.result.objectId
      ? await this.#page.send<Evaluated>('Runtime.awaitPromise', {
          promiseObjectId: begun.result.objectId,
          returnByValue: true,
        })
      : begun;
    // Nothing of the page may stay reachable because somebody asked about it. What is sent next is done after this.
    this.#page.send('Runtime.releaseObjectGroup', group).catch(() => undefined);
    if (wasThrown) throw new Error(result.description);
    return result.value;
  }

  get #page(): Inspector {
    if (!this.#running) throw new Error('WebKit does not run.');
    return this.#running.page;
  }

  async #start(): Promise<void> {
    const browser = await startMiniBrowser(this.#program, this.#screen.display, this.#profile);
    const page = await Inspector.connect(browser.address, (text) => this.messages.push(text));
    this.#running = { browser, page };
  }
}

/** What the inspector tells of a value: itself, or a name for it. */
interface Evaluated {
  readonly result: { readonly value?: unknown; readonly objectId?: string; readonly description?: string };
  readonly wasThrown?: boolean;
}
