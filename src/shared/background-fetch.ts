/** The part of Background Fetch (https://wicg.github.io/background-fetch/) that is used here: TypeScript declares none of it. */
export interface BackgroundFetchManager {
  /**
   * Chromium lets pages begin one, and not service workers.
   * @throws when it is refused, by the user or for want of space.
   */
  fetch(
    id: string,
    requests: readonly Request[],
    options: BackgroundFetchOptions,
  ): Promise<BackgroundFetchRegistration>;
  /** The one of this name that is under way. */
  get(id: string): Promise<BackgroundFetchRegistration | undefined>;
}

export interface BackgroundFetchOptions {
  /** The browser shows both while it fetches. */
  readonly title: string;
  readonly icons: readonly { readonly src: string; readonly sizes: string; readonly type: string }[];
  /** Bytes of all answers; 0 where that is not known. What is more is not fetched. */
  readonly downloadTotal: number;
}

export interface BackgroundFetchRegistration {
  readonly id: string;
  /** Bytes of answers that came. */
  readonly downloaded: number;
  abort(): Promise<boolean>;
  matchAll(): Promise<readonly BackgroundFetchRecord[]>;
}

export interface BackgroundFetchRecord {
  readonly request: Request;
  /** Rejects where no answer came. */
  readonly responseReady: Promise<Response>;
}

/** The one background fetch of this app. */
export const BACKGROUND_FETCH_ID = 'afterimage-pinned';

declare global {
  interface ServiceWorkerRegistration {
    /** Firefox and WebKit have none. */
    readonly backgroundFetch?: BackgroundFetchManager;
  }
}
