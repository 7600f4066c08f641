/** Hears what the page writes to its console, and its uncaught errors. */
export type OnConsole = (text: string) => void;

/**
 * The page of a WebKit browser, by the protocol of its remote Web Inspector. It can what WebDriver cannot: collect on
 * demand, read the console, and drive a browser that keeps its profile.
 */
export class Inspector {
  readonly #socket: WebSocket;
  readonly #onConsole: OnConsole;
  readonly #pending = new Map<number, Pending>();
  #target: string | undefined;
  #lastId = 0;

  private constructor(socket: WebSocket, onConsole: OnConsole) {
    this.#socket = socket;
    this.#onConsole = onConsole;
  }

  /** Connects to the page at this `ws:` address, and waits until it is there. */
  static connect(address: string, onConsole: OnConsole): Promise<Inspector> {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(address);
      const inspector = new Inspector(socket, onConsole);
      socket.addEventListener('message', ({ data }) => {
        // The protocol says what arrives.
        inspector.#hear(JSON.parse(String(data)) as TargetMessage);
        if (inspector.#target) resolve(inspector);
      });
      socket.addEventListener('close', () => {
        reject(new Error('The browser ended.'));
        inspector.#giveUp(() => true, 'The browser ended.');
      });
    });
  }

  /** Sends a command to the page; what it answers is the command's business. */
  send<T>(method: string, params: object = {}): Promise<T> {
    const targetId = this.#target;
    const id = ++this.#lastId;
    const message = JSON.stringify({ id, method, params });
    return new Promise((resolve, reject) => {
      // The caller knows the command.
      this.#pending.set(id, { targetId, resolve: (result) => resolve(result as T), reject });
      this.#socket.send(JSON.stringify({ id, method: 'Target.sendMessageToTarget', params: { targetId, message } }));
    });
  }

  #hear({ id, method, params }: TargetMessage): void {
    // The browser has our command, and answers once it knows that we know: TCP is in no hurry to tell it (40 ms), unless
    // there is something else to send.
    if (typeof id === 'number') this.#socket.send('{}');
    else if (method === 'Target.targetCreated' && !params?.targetInfo?.isProvisional)
      this.#use(params?.targetInfo?.targetId);
    // The page moves to another process when it goes to another site.
    else if (method === 'Target.didCommitProvisionalTarget') this.#use(params?.newTargetId);
    else if (method === 'Target.targetDestroyed')
      this.#giveUp((target) => target === params?.targetId, 'The page was left.');
    // The protocol says what it is.
    else if (params?.message !== undefined) this.#receive(JSON.parse(params.message) as PageMessage);
  }

  #use(target: string | undefined): void {
    this.#target = target;
    // A page that is left again at once has nothing to tell.
    this.send('Console.enable').catch(() => undefined);
  }

  #receive({ id, method, params, result, error }: PageMessage): void {
    if (method === 'Console.messageAdded' && params?.message) this.#onConsole(textOf(params.message));
    if (id === undefined) return;
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (error) pending?.reject(new Error(error.message));
    else pending?.resolve(result);
  }

  #giveUp(isGone: (target: string | undefined) => boolean, reason: string): void {
    for (const [id, { targetId, reject }] of this.#pending) {
      if (!isGone(targetId)) continue;
      this.#pending.delete(id);
      reject(new Error(reason));
    }
  }
}

interface ConsoleMessage {
  readonly source: string;
  readonly level: string;
  readonly text: string;
}

function textOf({ source, level, text }: ConsoleMessage): string {
  return source === 'javascript' && level === 'error' ? `Uncaught ${text}` : text;
}

interface Pending {
  readonly targetId: string | undefined;
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** What the browser says: that it has a command (`id`), or what becomes of its pages; each event fills some parameters. */
interface TargetMessage {
  readonly id?: number;
  readonly method?: string;
  readonly params?: {
    readonly targetInfo?: { readonly targetId: string; readonly isProvisional?: boolean };
    readonly targetId?: string;
    readonly newTargetId?: string;
    readonly message?: string;
  };
}

/** What a page says: an answer, which has an `id`, or an event. */
interface PageMessage {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly message?: ConsoleMessage };
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}
