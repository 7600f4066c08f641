import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HIDDEN_FOR, onMemoryPressure } from '../../../src/loading/memory-pressure.ts';

class FakeDocument extends EventTarget {
  visibilityState: 'visible' | 'hidden' = 'visible';
  readonly defaultView = new EventTarget();

  become(state: 'visible' | 'hidden'): void {
    this.visibilityState = state;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

let page: FakeDocument;
let relieved: number;
let end: AbortController;

beforeEach(() => {
  vi.useFakeTimers();
  page = new FakeDocument();
  relieved = 0;
  end = new AbortController();
  // The parts of a document that are needed are there.
  onMemoryPressure(() => (relieved += 1), page as unknown as Document, end.signal);
});

afterEach(() => vi.useRealTimers());

describe('memory is given back', () => {
  it('when the page was hidden for a minute', () => {
    page.become('hidden');
    vi.advanceTimersByTime(HIDDEN_FOR - 1);
    expect(relieved).toBe(0);
    vi.advanceTimersByTime(1);
    expect(relieved).toBe(1);
  });

  it('when the page was opened in the background, and stays there', () => {
    const background = new FakeDocument();
    background.visibilityState = 'hidden';
    onMemoryPressure(() => (relieved += 1), background as unknown as Document, end.signal);
    vi.advanceTimersByTime(HIDDEN_FOR);
    expect(relieved).toBe(1);
  });

  it('not when the page was hidden for a moment', () => {
    page.become('hidden');
    vi.advanceTimersByTime(HIDDEN_FOR - 1);
    page.become('visible');
    vi.advanceTimersByTime(HIDDEN_FOR);
    expect(relieved).toBe(0);
  });

  it('when the browser freezes the page, or keeps it for "back"', () => {
    page.dispatchEvent(new Event('freeze'));
    page.defaultView.dispatchEvent(new Event('pagehide'));
    expect(relieved).toBe(2);
  });

  it('never after the page has ended, and no timer is left', () => {
    page.become('hidden');
    end.abort();
    expect(vi.getTimerCount()).toBe(0);
    page.dispatchEvent(new Event('freeze'));
    expect(relieved).toBe(0);
  });
});
