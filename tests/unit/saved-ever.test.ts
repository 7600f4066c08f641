import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TierLog } from '../../src/loading/tier-log.ts';
import { SavedEver } from '../../src/saved-ever.ts';
import { forgetSettings, SAVED_EVER } from '../../src/settings.ts';
import type { PhotoId } from '../../src/shared/photo.ts';

let kept: Map<string, string>;
let pages: EventTarget[];

beforeEach(() => {
  kept = new Map();
  pages = [];
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
    removeItem: (name: string) => kept.delete(name),
  });
  vi.stubGlobal('sessionStorage', { clear: () => {} });
});
afterEach(() => vi.unstubAllGlobals());

/** A page that counts; `leave` is its end. */
function openPage() {
  const page = new EventTarget();
  pages.push(page);
  vi.stubGlobal('window', page);
  vi.stubGlobal('document', page);
  const log = new TierLog();
  const ever = new SavedEver(log, new AbortController().signal);
  const about = { photo: '1' as PhotoId, title: '', rendition: 'thumbnail' as const, at: 0, ms: 0, decodeMs: 0 };
  const save = (savedBytes: number) =>
    log.record({ kind: 'served', ...about, tier: 'thumbnails', missed: [], bytes: savedBytes, savedBytes });
  return { ever, save, leave: () => page.dispatchEvent(new Event('pagehide')) };
}

describe('what was saved since ever', () => {
  it('has what this page saved at once', () => {
    const { ever, save } = openPage();
    save(100);
    expect(ever.total).toMatchObject({ requests: 1, bytes: 100 });
  });

  it('goes on in the next page, and counts nothing twice', () => {
    const first = openPage();
    first.save(100);
    first.leave();
    expect(first.ever.total).toMatchObject({ requests: 1, bytes: 100 });
    first.save(10);
    first.leave();
    const next = openPage();
    next.save(1);
    expect(next.ever.total).toMatchObject({ requests: 3, bytes: 111 });
  });

  it('is the sum of pages that are open side by side', () => {
    const [one, other] = [openPage(), openPage()];
    one.save(100);
    other.save(10);
    one.leave();
    other.leave();
    expect(one.ever.total).toMatchObject({ requests: 2, bytes: 110 });
  });

  it('remembers when it began', () => {
    vi.setSystemTime(new Date('2026-11-03T12:00:00Z'));
    const first = openPage();
    first.save(100);
    first.leave();
    vi.setSystemTime(new Date('2027-01-01T12:00:00Z'));
    expect(openPage().ever.total.since).toEqual(new Date('2026-11-03T12:00:00Z'));
    vi.useRealTimers();
  });

  it.each(['{', 'null', '[]', '{"requests":-1,"bytes":0,"since":"2026"}', '{"requests":1,"bytes":"x","since":"2026"}'])(
    'begins anew where somebody wrote %s',
    (text) => {
      kept.set(SAVED_EVER, text);
      expect(openPage().ever.total).toMatchObject({ requests: 0, bytes: 0 });
    },
  );

  it('is forgotten with the settings', () => {
    const page = openPage();
    page.save(100);
    page.leave();
    forgetSettings();
    expect(kept.size).toBe(0);
  });
});
