import type { LayoutOptions } from './layout.ts';

/** How large the photos of the grid are. */
export type ZoomStep = 0 | 1 | 2;

const STEPS: readonly ZoomStep[] = [0, 1, 2];
const USUAL: ZoomStep = 1;

/** Below this width, in CSS px, it is a phone, where two photos of the usual shape stand side by side. */
const PHONE = 600;

/** Heights that rows aim at, in CSS px, by the step. */
const HEIGHTS = { phone: [72, 112, 200], desktop: [132, 240, 380] } as const;

/**
 * The layout of a grid so many CSS px wide. `rem` is the size of text that somebody chose, in CSS px: headings grow with it.
 * `forward` is which way the next photo lies.
 */
export function layoutOptions(width: number, zoom: ZoomStep, rem: number, forward: 1 | -1): LayoutOptions {
  return width < PHONE
    ? {
        ...{ width, rowHeight: HEIGHTS.phone[zoom], gap: 4, sectionGap: 12 },
        ...{ headingHeight: Math.max(44, 2 * rem), sectionWidth: 9 * rem, forward },
      }
    : {
        ...{ width, rowHeight: HEIGHTS.desktop[zoom], gap: 4, sectionGap: 16 },
        ...{ headingHeight: Math.max(48, 2 * rem), sectionWidth: 9 * rem, forward },
      };
}

/** The step that somebody chose once, or the usual one. */
export function zoomStep(chosen: number | undefined): ZoomStep {
  return STEPS.find((step) => step === chosen) ?? USUAL;
}

/** The next step in a direction; the same at the ends. */
export function zoomed(zoom: ZoomStep, by: 1 | -1): ZoomStep {
  return STEPS[STEPS.indexOf(zoom) + by] ?? zoom;
}
