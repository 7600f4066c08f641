import type { Page } from 'playwright/test';

/** The least size of what a finger is to hit, in CSS px. */
const TARGET = 44;

/** What can be pressed and is smaller than a fingertip; links within a sentence aside. */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate((least) => {
    const targets = document.querySelectorAll('a[href], button, input, select, summary, label, [role=slider]');
    return [...targets].flatMap((element) => {
      const isInline = element.tagName === 'A' && getComputedStyle(element).display === 'inline';
      // Of a box and its words, both can be pressed.
      const target = element instanceof HTMLInputElement ? (element.closest('label') ?? element) : element;
      const isSeen = target.checkVisibility({ visibilityProperty: true, opacityProperty: true });
      const { width, height } = target.getBoundingClientRect();
      if (isInline || !isSeen || target.closest('[inert]') || width === 0) return [];
      // Half a pixel is how large a border may turn out.
      if (width >= least - 0.5 && height >= least - 0.5) return [];
      return [`${target.outerHTML.slice(0, 120)}: ${Math.round(width)} × ${Math.round(height)}`];
    });
  }, TARGET);
}

/** What does not fit: what the page would scroll sideways for, words that reach out of the window or are cut, and what lies over a control. */
export function misfits(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.push(`the page scrolls sideways: ${scrollWidth} in ${clientWidth}`);
    const name = (element: Element) => `${element.tagName}.${element.className} "${element.textContent?.slice(0, 60)}"`;
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      const style = getComputedStyle(element);
      const isSeen = element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
      const isForReaders = element.closest('.for-readers, .keep-live, .month-name, [inert]') !== null;
      if (!isSeen || isForReaders || element.closest('svg')) continue;
      const hasWords = [...element.childNodes].some((node) => node instanceof Text && node.data.trim());
      const { left, right, top, bottom, width, height } = element.getBoundingClientRect();
      if (hasWords && (left < -1 || right > window.innerWidth + 1)) found.push(`out of the window: ${name(element)}`);
      const isControl = element.matches('button, a.button, select, summary, .app-name');
      const isCut = element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
      if (isControl && style.display !== 'inline' && isCut && !element.matches('.overlay-close'))
        found.push(
          `cut off: ${name(element)} ${element.scrollWidth}×${element.scrollHeight} in ${element.clientWidth}×${element.clientHeight}`,
        );
      const [x, y] = [left + width / 2, top + height / 2];
      // What a panel that scrolls has out of sight is brought there by scrolling.
      const panel = element.closest('.overlay')?.getBoundingClientRect();
      if (panel && (y < panel.top || y > panel.bottom)) continue;
      const isInWindow = x > 0 && y > 0 && x < window.innerWidth && bottom < window.innerHeight;
      if (!isControl || !isInWindow || element.closest('main:not(:has(.message))')) continue;
      // Behind a modal dialog nothing is to be reached.
      const modal = document.querySelector(':modal');
      if (modal && !modal.contains(element)) continue;
      const hit = document.elementFromPoint(x, y);
      if (!hit || !(element.contains(hit) || hit.contains(element)))
        found.push(`covered: ${name(element)} by ${hit && name(hit)}`);
    }
    return found;
  });
}
