import type { MemorySample } from '../../loading/memory-history.ts';
import type { ServiceWorkerClient } from '../../loading/service-worker-client.ts';
import type { TierLog } from '../../loading/tier-log.ts';
import { countSavedEver } from '../../saved-ever.ts';
import { focusPage } from '../focus.ts';
import type { LeversContext } from './levers.ts';
import { OverlayPanel } from './overlay-panel.ts';
import './overlay.css';

/** What the overlay reads, and what it can do. */
export interface OverlayContext extends LeversContext {
  readonly log: TierLog;
  readonly worker: ServiceWorkerClient;
  readonly onToggle: (open: boolean) => void;
}

/** Marks each picture with its tier, and shows figures, charts, levers and the live log. Costs nothing while it is closed. */
export class TierOverlay {
  readonly #context: OverlayContext;
  readonly #signal: AbortSignal;
  #open: { readonly panel: OverlayPanel; readonly end: AbortController } | undefined;

  constructor(context: OverlayContext, signal: AbortSignal) {
    this.#context = context;
    this.#signal = signal;
    signal.addEventListener('abort', () => this.#close(), { once: true });
  }

  /** What the memory tier held in the last minute, as far as the overlay was open. */
  get history(): readonly MemorySample[] {
    return this.#open?.panel.memory.history.samples ?? [];
  }

  toggle(): void {
    if (this.#open) this.#close();
    else if (!this.#signal.aborted) this.#show();
  }

  #show(): void {
    const end = new AbortController();
    const ever = countSavedEver(this.#context.log, this.#signal);
    const panel = new OverlayPanel(this.#context, ever, () => this.#close(), end.signal);
    this.#open = { panel, end };
    this.#context.onToggle(true);
  }

  #close(): void {
    if (!this.#open) return;
    const { panel, end } = this.#open;
    this.#open = undefined;
    const hadFocus = panel.element.contains(document.activeElement);
    end.abort();
    this.#context.onToggle(false);
    if (hadFocus) focusPage();
  }
}
