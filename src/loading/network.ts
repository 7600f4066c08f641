/** How the page reaches the server of its library. */
export interface Network {
  /** As `fetch` of the browser. */
  fetch(url: URL, init?: RequestInit): Promise<Response>;
  /** Whether the device believes that it has a network. `online` and `offline` of the window tell of changes. */
  online(): boolean;
}

/** The network of this page. All that the page itself fetches goes through here: `pretend-network.ts` puts another in its place. */
export const network: Network = {
  fetch: (url, init) => fetch(url, init),
  online: () => navigator.onLine,
};
